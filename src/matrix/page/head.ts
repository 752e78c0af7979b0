import type { PageData, TargetData } from './data.js'
import { type Html, html } from './html.js'
import { NOT_THE_SAME, OUTCOMES } from './words.js'

/** What this page is. */
export function pageHead(): Html {
  return html`<header>
<p class="name">Gatecrash</p>
<h1>What gateways make of a failing upstream</h1>
<p class="lead">Each row is one way in which an upstream fails, each column a gateway in front of it, and each cell says what the client got. Every cell was played with real sockets and real processes; behind it are the bytes, the gateway’s log, its configuration, and the command that plays it again.</p>
</header>`
}

/** What the signs in the cells mean. */
export function legend(): Html {
  const entries = [...Object.entries(OUTCOMES), ['unlike', NOT_THE_SAME] as const]
  return html`<details class="legend"><summary>How to read a cell</summary>
<p>Large: what the client got, a status, or what came instead of one. “200 cut” began as a 200 and was not brought to its end; “×3” says that three requests of the scenario got the same. Below: how that compares with what the scenario expects. “in upstream” says that the status is as expected, but not what reached the upstream; “sent 2×” says that a request reached it twice.</p>
<dl>${entries.map(([name, { sign, short, long }]) => html`<div><dt class="${name}">${sign} ${short}</dt><dd>${long}</dd></div>`)}</dl></details>`
}

/** The targets, with versions and dates. */
export function targetTable({ targets }: PageData): Html {
  return html`<div class="wide"><table class="list stack"><thead><tr><th scope="col">Target</th><th scope="col">Product</th><th scope="col">Version</th><th scope="col">Played</th><th scope="col">Rounds</th><th scope="col">Configuration</th></tr></thead>
<tbody>${targets.map(targetRow)}</tbody></table></div>`
}

function targetRow({ name, product, version, date, rounds, speed, configurationHash }: TargetData): Html {
  const faster = speed === 1 ? '' : html`, ${speed} times as fast`
  return html`<tr><th scope="row">${name}</th><td data-head="Product">${product}</td><td data-head="Version">${version}</td><td data-head="Played"><time datetime="${date}">${day(date)}</time></td><td data-head="Rounds">${rounds}${faster}</td><td data-head="Configuration"><code>${configurationHash.slice(0, 12)}</code></td></tr>`
}

/** How much was measured, and when. */
export function numbers({ targets, scenarios, cells }: PageData): Html {
  const played = cells.flat().filter(cell => cell !== null)
  const runs = played.reduce((sum, cell) => sum + cell.times, 0)
  const days = [...new Set(targets.map(({ date }) => day(date)))]
  const facts: readonly (readonly [number | string, string])[] = [
    [scenarios.length, 'scenarios'],
    [targets.length, 'targets'],
    [played.length, 'cells'],
    [runs, 'runs']
  ]
  return html`${facts.map(([count, what]) => html`<span><b>${count}</b> ${what}</span> `)}<span>played ${days.length > 1 ? html`${days.toSorted()[0] ?? ''} to ${days.toSorted().at(-1) ?? ''}` : (days[0] ?? '')}</span>`
}

function day(date: string): string {
  return date.slice(0, 10)
}
