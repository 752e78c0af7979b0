import type { PageData } from '../data.js'
import { unpack } from '../packing.js'
import { closeCell, neighbourIn, showCell } from './cell.js'
import { fillForm, stateOf } from './form.js'
import { showMatrix, walkByKeys } from './matrix.js'
import { pairDetail } from './pair.js'
import { readState, type State, writeState } from './state.js'

const data = unpack(JSON.parse(document.querySelector('#data')?.textContent ?? '')) as PageData
const form = document.querySelector('form') as HTMLFormElement
const dialog = document.querySelector('dialog') as HTMLDialogElement
const pair = document.querySelector('.pair') as HTMLElement
let shown: State | undefined

/** Shows what the address asks for. */
function show(): void {
  const state = readState(location.hash)
  fillForm(form, state)
  showMatrix(data, state)
  document.body.dataset.view = state.view
  for (const link of document.querySelectorAll<HTMLElement>('nav a'))
    link.setAttribute('aria-current', link.dataset.view === state.view ? 'page' : 'false')
  if (shown?.pair !== state.pair) showPair(state)
  if (shown?.cell !== state.cell) showCell(dialog, data, state)
  shown = state
}

function showPair(state: State): void {
  pair.replaceChildren(...pairDetail(data, state))
  if (shown !== undefined && state.pair !== '') pair.scrollIntoView({ block: 'nearest' })
}

/** Goes to a state: with an entry of its own in the history, or in the place of the present one. */
function go(change: Partial<State>, entry = true): void {
  const state = { ...readState(location.hash), ...change }
  const address = `${location.pathname}${location.search}${writeState(state)}`
  if (entry) history.pushState(null, '', address)
  else history.replaceState(null, '', address)
  show()
}

function clear(): void {
  go({ show: 'all', q: '', type: '', tag: '', targets: [] })
}

/** A link inside the page changes what it names, and leaves the filters as they are. */
function follow(event: MouseEvent): void {
  const link = (event.target as Element).closest<HTMLAnchorElement>('a[href^="#"]')
  if (link === null || link.classList.contains('skip') || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  const { view, cell, pair } = readState(link.getAttribute('href') ?? '')
  if (link.dataset.view !== undefined) go({ view, cell: '' })
  else if (cell !== '') go({ cell }, shown?.cell === '')
  else go({ view, pair })
}

form.addEventListener('input', event => go(stateOf(form, data), (event.target as HTMLInputElement).type !== 'search'))
form.addEventListener('reset', event => {
  event.preventDefault()
  clear()
})
form.addEventListener('submit', event => event.preventDefault())
document.querySelector('[data-clear]')?.addEventListener('click', clear)
document.addEventListener('click', follow)
document.querySelector('.matrix')?.addEventListener('keydown', event => walkByKeys(event as KeyboardEvent))
dialog.addEventListener('close', () => {
  if (readState(location.hash).cell === '') return
  const { cell } = readState(location.hash)
  go({ cell: '' })
  closeCell(cell)
})
dialog.addEventListener('keydown', event => {
  const cell = neighbourIn(dialog, event.key)
  if (cell !== undefined) go({ cell }, false)
})
dialog.addEventListener('click', event => {
  if (event.target === dialog) dialog.close()
})
window.addEventListener('popstate', show)
for (const more of document.querySelectorAll('details.further'))
  more.toggleAttribute('open', matchMedia('(min-width: 40.01rem)').matches)
show()
