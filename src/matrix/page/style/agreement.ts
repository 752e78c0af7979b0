const SHADES = [0.04, 0.11, 0.18, 0.25, 0.33, 0.41, 0.5, 0.6, 0.87, 1]

/** How far targets agree: the darker the more, the number always beside it. */
export const AGREEMENT = `
.agreement { border-collapse: separate; border-spacing: 2px; font-variant-numeric: tabular-nums; }
.agreement th { font-size: 0.9rem; text-align: right; padding: 0.2rem 0.6rem 0.2rem 0; white-space: nowrap; }
.agreement tbody th { position: sticky; left: 0; background: var(--page); z-index: 1; }
.agreement thead th { text-align: center; padding: 0.2rem; }
.agreement td { padding: 0; min-width: 4.6rem; text-align: center; border-radius: 0.25rem; }
.agreement td a { display: block; padding: 0.55rem 0.3rem; color: inherit; text-decoration: none; font-weight: 600; border-radius: 0.25rem; }
.agreement td a:hover { outline: 2px solid var(--ink); }
.agreement small { font-weight: 400; }
.agreement .self { background: repeating-linear-gradient(-45deg, var(--soft) 0 6px, transparent 6px 8px); }
${SHADES.map((shade, at) => `.agreement .share-${at} { background: rgba(var(--agree), ${shade}); }`).join('\n')}
.share-8, .share-9 { color: #fff; }
@media (prefers-color-scheme: dark) { .share-8, .share-9 { color: #05101c; } }
.pair { margin-top: 1rem; }
`
