/** The filters, and the legend below them. */
export const FILTERS = `
.filters { display: flex; flex-wrap: wrap; gap: 0.45rem 0.6rem; align-items: center; }
.filters .shown { flex: 1 0 100%; } .search { flex: 0 1 20rem; }
.further { display: contents; } .further::details-content { display: contents; content-visibility: visible; }
.further:not([open]) summary { font-weight: 600; }
fieldset { border: 0; padding: 0; margin: 0; min-width: 0; display: flex; flex-wrap: wrap; gap: 0.35rem; align-items: center; }
legend { float: left; padding: 0; margin-right: 0.3rem; color: var(--dim); font-size: 0.88rem; }
fieldset label { position: relative; }
fieldset input { position: absolute; opacity: 0; inset: 0; width: 100%; height: 100%; margin: 0; cursor: pointer; }
fieldset span { display: inline-block; padding: 0.28rem 0.7rem; border: 1px solid var(--rule); border-radius: 2rem; background: var(--sheet); font-size: 0.9rem; }
fieldset input:checked + span { border-color: var(--link); box-shadow: inset 0 0 0 1px var(--link); font-weight: 600; }
fieldset input:focus-visible + span { outline: 3px solid var(--focus); outline-offset: 1px; }
.targets input:not(:checked) + span { color: var(--dim); text-decoration: line-through; border-style: dashed; }
.shown output { display: inline-block; min-width: 1.4em; color: var(--dim); font-variant-numeric: tabular-nums; font-weight: 400; text-align: right; }
.asked { display: contents; } .asked label { flex: 0 1 14rem; min-width: 0; } .filters .targets { flex: 1 0 100%; }
.search input, .asked select { font: inherit; font-size: 1rem; color: var(--ink); background: var(--sheet); border: 1px solid var(--rule); border-radius: 0.4rem; padding: 0.35rem 0.5rem; min-height: 2.4rem; width: 100%; min-width: 0; }
.above { display: flex; flex-wrap: wrap; gap: 0 2rem; align-items: baseline; margin: 0.3rem 0; }
.found { margin: 0; font-weight: 600; min-width: 11rem; }
.legend[open] { flex-basis: 100%; } .legend p { max-width: 62rem; margin: 0.3rem 0; }
.legend dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 26rem), 1fr)); gap: 0.4rem 1.5rem; margin: 0.4rem 0; }
.legend dl div { display: grid; grid-template-columns: 8.5rem 1fr; gap: 0.6rem; align-items: center; }
.legend dt { padding: 0.25rem 0.5rem; border-left: 5px solid var(--rule); font-size: 0.9rem; } .legend dd { margin: 0; font-size: 0.92rem; }
@media (min-width: 40.01rem) { .further summary { display: none; } }
@media (max-width: 40rem) {
  .search { flex: 1 1 100%; }
  .further { display: block; width: 100%; } .further::details-content { display: block; } .further:not([open])::details-content { content-visibility: hidden; height: 0; overflow: hidden; }
  .asked { display: flex; flex-wrap: wrap; gap: 0.4rem; margin-bottom: 0.5rem; } .asked label { flex: 1 1 8rem; }
  .shown { flex-wrap: nowrap; overflow-x: auto; padding: 0.25rem 0.1rem 0.5rem; } .shown label { flex: none; }
}
`
