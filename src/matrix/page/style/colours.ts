const LIGHT = `
  --page: #f7f8fa; --sheet: #ffffff; --ink: #12161c; --dim: #525c69; --rule: #d3d9e1; --soft: #eceff3; --link: #0b57a4; --focus: #0b57a4;
  --pass: #e9f1fa; --pass-ink: #0a3d6b; --pass-edge: #a9c6e4;
  --differs: #ffe3ad; --differs-ink: #553400; --differs-edge: #c77700;
  --fail: #f6cfe3; --fail-ink: #6d0a40; --fail-edge: #b0126a;
  --skipped: #eceff3; --skipped-ink: #525c69; --skipped-edge: #b6bfca;
  --broken: #ffffff; --broken-ink: #12161c; --broken-edge: #12161c;
  --client: #0072b2; --gateway: #8a4fa3; --upstream: #007a5a;
  --agree: 0, 94, 160; --lost: #c77700; --bad: #a3104f;`

const DARK = `
  --page: #0e1116; --sheet: #161b22; --ink: #edf1f6; --dim: #a3afbd; --rule: #333c48; --soft: #1f262f; --link: #8cc2ff; --focus: #8cc2ff;
  --pass: #16283c; --pass-ink: #bddcff; --pass-edge: #2f5a85;
  --differs: #4a3200; --differs-ink: #ffd88a; --differs-edge: #e69f00;
  --fail: #4d0f31; --fail-ink: #ffb8da; --fail-edge: #e45ba0;
  --skipped: #1f262f; --skipped-ink: #a3afbd; --skipped-edge: #4b5664;
  --broken: #161b22; --broken-ink: #edf1f6; --broken-edge: #edf1f6;
  --client: #6cb8ee; --gateway: #cf9be4; --upstream: #4fc9a2;
  --agree: 70, 150, 225; --lost: #e69f00; --bad: #ff86b6;`

/** The colours, light and dark: told apart by lightness and sign as well, for whoever sees no colours. */
export const COLOURS = `:root {${LIGHT} }
@media (prefers-color-scheme: dark) { :root {${DARK} } }
`
