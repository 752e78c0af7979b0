import { createHash } from 'node:crypto'
import type { TargetResults } from '../results.js'
import { agreementTable } from './agreement-table.js'
import { collect } from './collect.js'
import type { PageData } from './data.js'
import { filterForm } from './filters.js'
import { legend, numbers, pageHead, targetTable } from './head.js'
import { Html, html, jsonForScript } from './html.js'
import { pack } from './packing.js'
import { pageScript } from './script.js'
import { pageStyle } from './style/index.js'
import { matrixTable } from './table.js'

/** The results as one HTML file that needs nothing else: no server, nothing from outside. */
export function pageOf(results: readonly TargetResults[]): string {
  const data = collect(results)
  const [script, style] = [pageScript(), pageStyle(data.targets.length)]
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src '${digest(style)}'; script-src '${digest(script)}'; base-uri 'none'; form-action 'none'">
<title>Gatecrash: what gateways make of a failing upstream</title>
<link rel="icon" href="data:,">
<style>${new Html(style)}</style>
</head>
<body>
${content(data)}
<script type="application/json" id="data">${jsonForScript(pack(data))}</script>
<script>${new Html(script)}</script>
</body>
</html>
`.text
}

function content(data: PageData): Html {
  return html`<a class="skip" href="#matrix">Skip to the matrix</a>
${pageHead()}
<nav aria-label="Views"><a href="#" data-view="matrix">Matrix</a><a href="#view=agreement" data-view="agreement">Agreement</a><a href="#view=targets" data-view="targets">Targets</a><p class="numbers">${numbers(data)}</p></nav>
<noscript><p class="note">The matrix can be read without JavaScript. Filters, and what is behind a cell, need it; nothing is loaded from outside.</p></noscript>
<main>
<section data-view="matrix" id="matrix" aria-label="Matrix" tabindex="-1">${filterForm(data)}<div class="above"><p class="found" role="status" aria-live="polite">${data.scenarios.length} of ${data.scenarios.length} scenarios</p>${legend()}</div>${matrixTable(data)}
<p class="nothing" hidden>No scenario is left. <button type="button" data-clear>Clear the filters</button></p></section>
<section data-view="agreement" aria-label="Agreement"><h2>How far targets agree</h2>
<p>Of the scenarios that both could play, so many per cent in which the client got the same from both: the same status, and the same end. Choose a pair to see where they differ.</p>
${agreementTable(data)}<div class="pair" aria-live="polite"></div></section>
<section data-view="targets" aria-label="Targets"><h2>What was measured</h2>${targetTable(data)}</section>
</main>
<dialog aria-labelledby="cell-title"></dialog>`
}

function digest(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}
