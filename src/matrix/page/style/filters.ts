/** The filters, and the legend below them. */
export const FILTERS = `
.filters { display: grid; gap: 0.6rem; }
fieldset { border: 0; padding: 0; margin: 0; min-width: 0; display: flex; flex-wrap: wrap; gap: 0.35rem; align-items: center; }
legend { float: left; padding: 0; margin-right: 0.3rem; color: var(--dim); font-size: 0.88rem; }
fieldset label { position: relative; }
fieldset input { position: absolute; opacity: 0; inset: 0; width: 100%; height: 100%; margin: 0; cursor: pointer; }
fieldset span { display: inline-block; padding: 0.28rem 0.7rem; border: 1px solid var(--rule); border-radius: 2rem; background: var(--sheet); font-size: 0.9rem; }
fieldset input:checked + span { border-color: var(--link); box-shadow: inset 0 0 0 1px var(--link); font-weight: 600; }
fieldset input:focus-visible + span { outline: 3px solid var(--focus); outline-offset: 1px; }
.targets input:not(:checked) + span { color: var(--dim); text-decoration: line-through; border-style: dashed; }
.shown output { display: inline-block; min-width: 1.4em; color: var(--dim); font-variant-numeric: tabular-nums; font-weight: 400; text-align: right; }
.asked { display: flex; flex-wrap: wrap; gap: 0.6rem; align-items: end; }
.asked label { display: grid; gap: 0.15rem; color: var(--dim); font-size: 0.88rem; flex: 0 1 15rem; min-width: 0; }
.asked input, .asked select { font: inherit; font-size: 1rem; color: var(--ink); background: var(--sheet); border: 1px solid var(--rule); border-radius: 0.4rem; padding: 0.35rem 0.5rem; min-height: 2.4rem; width: 100%; min-width: 0; }
.found { margin: 0.7rem 0 0.2rem; font-weight: 600; }
.legend { margin-bottom: 0.6rem; } .legend p { max-width: 62rem; margin: 0.3rem 0; }
.legend dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 26rem), 1fr)); gap: 0.4rem 1.5rem; margin: 0.4rem 0; }
.legend dl div { display: grid; grid-template-columns: 8.5rem 1fr; gap: 0.6rem; align-items: center; }
.legend dt { padding: 0.25rem 0.5rem; border-left: 5px solid var(--rule); font-size: 0.9rem; } .legend dd { margin: 0; font-size: 0.92rem; }
@media (max-width: 40rem) {
  .asked label { flex: 1 1 8rem; } .asked label:first-child { flex-basis: 100%; }
  .shown, .targets { flex-wrap: nowrap; overflow-x: auto; padding: 0.25rem 0.1rem 0.5rem; }
  .shown label, .targets label { flex: none; }
}
`
