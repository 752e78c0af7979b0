/** The sheet: type, head, views, small tables. Larger letters on larger screens, so that a projector can be read from afar. */
export const BASE = `
* { box-sizing: border-box; }
html { font-size: clamp(16px, 0.62vw + 8px, 26px); }
body { margin: 0 auto; padding: 0 1rem 4rem; max-width: 120rem; background: var(--page); color: var(--ink);
  font: 1rem/1.45 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif; }
[hidden] { display: none !important; }
code, pre { font-family: ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace; }
code { font-size: 0.86em; overflow-wrap: anywhere; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 1px; }
h1 { font-size: clamp(1.4rem, 1.1rem + 1.2vw, 2rem); line-height: 1.15; margin: 0.1rem 0 0.3rem; text-wrap: balance; }
h2 { font-size: 1.35rem; line-height: 1.2; margin: 0 0 0.4rem; }
h3 { font-size: 1.02rem; margin: 1.4rem 0 0.4rem; }
h4 { font-size: 0.9rem; margin: 0.8rem 0 0.3rem; }
.name { margin: 0.7rem 0 0; font-weight: 700; letter-spacing: 0.06em; text-transform: uppercase; font-size: 0.78rem; color: var(--dim); }
.lead { max-width: 82rem; margin: 0 0 0.5rem; }
.numbers { display: flex; flex-wrap: wrap; gap: 0.1rem 1rem; margin: 0 0 0 auto; color: var(--dim); font-size: 0.92rem; align-self: center; }
.numbers b { color: var(--ink); }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: 0.5rem; background: var(--sheet); padding: 0.5rem; z-index: 9; }
body > nav { display: flex; flex-wrap: wrap; gap: 0 0.3rem; border-bottom: 2px solid var(--rule); margin-bottom: 0.7rem; }
.heard { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; white-space: nowrap; }
body > nav a { padding: 0.5rem 1rem; text-decoration: none; color: var(--dim); font-weight: 600; margin-bottom: -2px; border-bottom: 3px solid transparent; }
body > nav a[aria-current=page] { color: var(--ink); border-bottom-color: var(--link); }
section[data-view] { display: none; }
body:not([data-view]) section[data-view=matrix], body[data-view=matrix] section[data-view=matrix],
body[data-view=agreement] section[data-view=agreement], body[data-view=targets] section[data-view=targets] { display: block; }
.note { background: var(--soft); padding: 0.6rem 0.8rem; border-left: 4px solid var(--link); }
.wide { overflow-x: auto; }
.list { border-collapse: collapse; width: 100%; font-size: 0.92rem; }
.list th, .list td { text-align: left; vertical-align: top; padding: 0.35rem 0.8rem 0.35rem 0; border-bottom: 1px solid var(--rule); }
.list thead th { color: var(--dim); font-weight: 600; font-size: 0.82rem; white-space: nowrap; }
.list tbody th { font-weight: 600; }
.stack td[data-head=After] { white-space: nowrap; }
.list small { display: block; max-width: 24rem; color: var(--dim); font-weight: 400; }
.list td.pass, .list td.differs, .list td.fail { padding-left: 0.5rem; border-left: 4px solid var(--rule); }
.list td.differs { border-left-color: var(--differs-edge); } .list td.fail { border-left-color: var(--fail-edge); }
@media (max-width: 40rem) {
  .lead { font-size: 0.95rem; } body > nav a { padding: 0.5rem 0.6rem; } .numbers { order: -1; margin: 0 0 0.2rem; width: 100%; }
  .stack thead { display: none; } .stack, .stack tbody { display: block; } .stack tr { display: grid; padding: 0.4rem 0; border-bottom: 1px solid var(--rule); }
  .stack th, .stack td { border: 0; padding: 0.1rem 0; }   .stack td[class] { padding-left: 0.5rem; margin: 0.1rem 0; } .stack td::before { content: attr(data-head) ': '; color: var(--dim); }
}
.number { white-space: nowrap; font-variant-numeric: tabular-nums; }
button { font: inherit; color: var(--ink); background: var(--sheet); border: 1px solid var(--rule); border-radius: 0.4rem; padding: 0.35rem 0.8rem; cursor: pointer; min-height: 2.4rem; }
button:hover { background: var(--soft); }
summary { cursor: pointer; font-weight: 600; padding: 0.4rem 0; }
@media (scripting: none) { section[data-view] { display: block; } body > nav a, form.filters, .above .found { display: none; } }
@media print { body > nav, .filters, .legend { display: none; } }
`
