import { agreementOf } from './agreement.js'
import type { PageData, TargetData } from './data.js'
import { type Html, html } from './html.js'

/** How far every two targets agree, in per cent. */
export function agreementTable(data: PageData): Html {
  const { targets } = data
  return html`<div class="wide"><table class="agreement" aria-label="How far every two targets agree">
<thead><tr><td></td>${targets.map(({ name }) => html`<th scope="col"><span>${name}</span></th>`)}</tr></thead>
<tbody>${targets.map((target, at) => html`<tr><th scope="row">${target.name}</th>${targets.map((_, other) => pair(data, at, other))}</tr>`)}</tbody>
</table></div>`
}

function pair(data: PageData, one: number, other: number): Html {
  if (one === other) return html`<td class="self" aria-label="itself"></td>`
  const { both, alike } = agreementOf(data, one, other)
  const [a, b] = [data.targets[one], data.targets[other]] as [TargetData, TargetData]
  if (both === 0) return html`<td>–</td>`
  const share = Math.floor((alike / both) * 100)
  return html`<td class="share-${shade(share)}"><a href="#view=agreement&amp;pair=${a.name}/${b.name}" aria-label="${a.name} and ${b.name}: ${alike} of ${both} alike">${share}<small> %</small></a></td>`
}

/** Ten shades over the upper half, where the numbers are. */
function shade(share: number): number {
  return Math.max(0, Math.min(9, Math.floor((share - 50) / 5)))
}
