/** The matrix as a table where all targets have room side by side, and as one card for each scenario where not. */
export function matrixStyle(targets: number): string {
  const room = 17 + targets * 4.3
  return `${CELLS}@media (min-width: ${room}rem) {${table(targets)}}\n@media (max-width: ${room - 0.01}rem) {${CARDS}}\n`
}

const OUTCOMES = ['pass', 'differs', 'fail', 'skipped', 'broken']

const CELLS = `
${OUTCOMES.map(name => `.${name} { background: var(--${name}); color: var(--${name}-ink); border-color: var(--${name}-edge) !important; }`).join('\n')}
.unlike { background: var(--soft); }
.matrix { width: 100%; border-collapse: separate; border-spacing: 0; }
.matrix thead th { text-align: left; font-size: 0.9rem; overflow-wrap: anywhere; }
.matrix thead small { display: block; font-weight: 400; color: var(--dim); }
.matrix code { color: var(--dim); }
.matrix tr > th[scope=row] { text-align: left; font-weight: 400; }
.matrix tr > th[scope=row] b { display: block; font-weight: 600; line-height: 1.25; text-wrap: pretty; }
.matrix tr > th[scope=row] span { font-size: 0.85rem; color: var(--dim); }
.group th { text-align: left; font-weight: 400; } .group span { color: var(--dim); } .group b { font-size: 1.05rem; }
.matrix td a { display: block; color: inherit; text-decoration: none; padding: 0.35rem 0.4rem; height: 100%; }
.matrix td a:hover { text-decoration: underline; }
.matrix td u { display: none; text-decoration: none; }
.matrix td b { display: block; font-size: 1.12rem; line-height: 1.15; font-variant-numeric: tabular-nums; }
.matrix td b i { display: block; font-style: normal; }
.matrix td span, .matrix td em { display: block; font-size: 0.82rem; line-height: 1.25; font-style: normal; }
.matrix td em { font-weight: 600; }
.matrix td.skipped, .matrix td.absent { background-image: repeating-linear-gradient(-45deg, transparent 0 6px, var(--sheet) 6px 8px); }
.matrix td.absent span { padding: 0.35rem 0.4rem; color: var(--dim); }
.matrix td.differs a { box-shadow: inset 4px 0 0 var(--differs-edge); padding-left: 0.5rem; }
.matrix td.fail a { box-shadow: inset 4px 0 0 var(--fail-edge), inset 0 0 0 1px var(--fail-edge); padding-left: 0.5rem; }
.matrix td.broken a { box-shadow: inset 0 0 0 2px var(--broken-edge); }
`

function table(targets: number): string {
  return `
.matrix { table-layout: fixed; background: var(--sheet); }
.matrix thead th { position: sticky; top: 0; z-index: 2; background: var(--sheet); padding: 0.5rem 0.4rem; border-bottom: 2px solid var(--rule); vertical-align: bottom; }
${targets > 8 ? '.matrix td span, .matrix td em { font-size: 0.72rem; } .matrix thead th { font-size: 0.8rem; padding-left: 0.3rem; padding-right: 0; } .matrix td a { padding-left: 0.3rem; padding-right: 0; }' : ''}
.matrix thead th:first-child { width: ${targets > 8 ? 16 : 24}rem; padding-left: 0.7rem; }
.matrix tr > th[scope=row] { padding: 0.4rem 0.7rem; border-bottom: 1px solid var(--rule); vertical-align: top; }
.matrix td { padding: 0; border-bottom: 1px solid var(--rule); border-left: 1px solid var(--sheet); vertical-align: top; height: 1px; }
.group th { background: var(--page); padding: 1.2rem 0.7rem 0.35rem; border-bottom: 1px solid var(--rule); }
`
}

const CARDS = `
.matrix, .matrix tbody { display: block; } .matrix thead { display: none; }
.matrix tr { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(5.85rem, 46%), 1fr)); gap: 0.3rem; background: var(--sheet); border: 1px solid var(--rule); border-radius: 0.6rem; padding: 0.6rem; margin-bottom: 0.6rem; }
.matrix tr > th { grid-column: 1 / -1; display: block; padding: 0 0.1rem 0.2rem; overflow-wrap: anywhere; }
.matrix tr.group { display: block; background: var(--page); border: 0; border-bottom: 2px solid var(--rule); border-radius: 0; padding: 0.5rem 0; margin-top: 1.4rem; position: sticky; top: 0; z-index: 1; }
.group code { display: none; }
.group div { display: flex; flex-wrap: wrap; gap: 0 0.6rem; align-items: baseline; }
.matrix td { display: block; border: 1px solid; border-radius: 0.35rem; overflow: hidden; padding: 0; min-width: 0; }
.matrix td span, .matrix td em { font-size: 0.75rem; } .matrix td a { padding: 0.3rem; } .matrix td b { font-size: 1.02rem; }
.matrix td u { display: block; font-size: 0.72rem; font-weight: 600; overflow-wrap: anywhere; }
`
