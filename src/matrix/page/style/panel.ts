/** What is behind a cell: a panel at the right side, and the whole screen of a phone. */
export const PANEL = `
dialog { margin: 0 0 0 auto; height: 100dvh; max-height: none; width: min(64rem, 100vw); max-width: 100vw; border: 0; padding: 1rem 20px 3rem; background: var(--sheet); color: var(--ink); overflow-y: auto; overflow-x: hidden; overscroll-behavior: contain; box-shadow: -1rem 0 3rem rgb(0 0 0 / 0.35); }
dialog::backdrop { background: rgb(0 0 0 / 0.45); }
dialog h2:focus { outline: none; }
dialog .close { float: right; min-width: 2.8rem; min-height: 2.8rem; font-size: 1.1rem; position: sticky; }
dialog header p { margin: 0.15rem 0; } .where { color: var(--dim); font-weight: 600; }
.verdict { border-left: 5px solid; padding: 0.4rem 0.7rem; margin: 0.6rem 0 !important; }
dialog nav { display: flex; flex-wrap: wrap; gap: 0.3rem; margin: 0.5rem 0 1rem; }
dialog nav a { padding: 0.25rem 0.55rem; border: 1px solid; border-radius: 0.35rem; text-decoration: none; font-size: 0.85rem; }
@media (max-width: 40rem) { dialog nav { flex-wrap: nowrap; overflow-x: auto; padding: 4px 4px 0.5rem; } dialog nav a { flex: none; } }
dialog nav a[aria-current=true] { outline: 2px solid var(--ink); outline-offset: 1px; }
pre { margin: 0.3rem 0; padding: 0.6rem 0.7rem; background: var(--soft); border-radius: 0.4rem; font-size: 0.84rem; line-height: 1.5; white-space: pre-wrap; overflow-wrap: anywhere; max-height: 26rem; overflow-y: auto; }
.sign { color: var(--dim); font-size: 0.9em; }
.bytes .sign { border-radius: 0.2rem; box-shadow: 0 0 0 1px var(--rule); margin: 0 1px; padding: 0 1px; }
.copied { display: flex; gap: 0.5rem; align-items: start; } .copied pre { flex: 1; min-width: 0; } .copied button { margin-top: 0.3rem; }
.side { border-left: 4px solid; padding-left: 0.8rem; margin-top: 1.3rem; } .side h3 { margin-top: 0; }
.side.client { border-color: var(--client); } .side.gateway { border-color: var(--gateway); } .side.upstream { border-color: var(--upstream); }
.side ol { margin: 0; padding-left: 1.6rem; }
.reading { display: flex; flex-wrap: wrap; gap: 0.2rem 1.2rem; margin: 0 0 0.6rem; color: var(--dim); font-size: 0.9rem; } .reading b { color: var(--ink); }
.none, .more, .why { color: var(--dim); margin: 0.2rem 0; }
.must { margin: 0.7rem 0; padding: 0.5rem 0.8rem; background: var(--soft); border-radius: 0.4rem; }
.must blockquote { margin: 0.3rem 0 0; font-style: italic; }
.because { max-width: 62rem; margin: 0.2rem 0; }
.timeline { overflow-x: auto; }
.timeline svg { display: block; font: 12px ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace; fill: var(--ink); }
.timeline .who { font-weight: 700; } .tick { fill: var(--dim); } .ground { fill: var(--sheet); }
.grid { stroke: var(--rule); stroke-dasharray: 1 4; } .axis { stroke: var(--rule); } .edge, .leader { stroke: var(--dim); } .leader { stroke-dasharray: 2 2; }
.stroke { stroke: var(--dim); stroke-width: 2; } .stroke.works { stroke: var(--upstream); stroke-width: 12; } .stroke.passes { stroke: var(--client); stroke-width: 5; }
.stroke.waits { stroke-dasharray: 6 4; } .stroke.idle { stroke-dasharray: 1 5; } .stroke.silent { stroke: var(--rule); stroke-width: 12; } .stroke.lost { stroke: var(--lost); stroke-width: 12; stroke-dasharray: 3 2; }
.cross { fill: none; stroke: var(--bad); stroke-width: 3; }
text.bad { fill: var(--bad); } text.good { fill: var(--upstream); } text.warn { fill: var(--differs-ink); }
.keys { display: flex; flex-wrap: wrap; gap: 0.2rem 1.2rem; list-style: none; padding: 0; margin: 0.2rem 0; font-size: 0.85rem; color: var(--dim); }
.key { display: inline-block; width: 1.6rem; vertical-align: middle; border-top: 2px dashed var(--dim); }
.key.works { border-top: 10px solid var(--upstream); } .key.passes { border-top: 5px solid var(--client); } .key.idle { border-top-style: dotted; }
.key.lost { border-top: 10px dotted var(--lost); } .key.silent { border-top: 10px solid var(--rule); }
`
