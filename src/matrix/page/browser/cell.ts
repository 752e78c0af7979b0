import type { PageData } from '../data.js'
import { cellDetail } from './detail/index.js'
import type { Child } from './element.js'
import { readState, type State } from './state.js'

/** Opens what is behind a cell, or closes it when none is asked for. */
export function showCell(dialog: HTMLDialogElement, data: PageData, { cell }: State): void {
  const [scenario, target] = cell.split('/')
  const row = data.scenarios.findIndex(({ id }) => id === scenario)
  const column = data.targets.findIndex(({ name }) => name === target)
  if (data.cells[row]?.[column] == null) {
    dialog.close()
    return
  }
  if (!dialog.open) dialog.showModal()
  const place = { data, row, column, width: dialog.clientWidth }
  dialog.replaceChildren(...(cellDetail(place) as readonly Exclude<Child, null | undefined | readonly Child[]>[]))
  dialog.querySelector('nav [aria-current=true]')?.scrollIntoView({ inline: 'center', block: 'nearest' })
  dialog.scrollTop = 0
  dialog.querySelector<HTMLElement>('[data-first]')?.focus()
}

/** Brings the focus back to where one came from. */
export function closeCell(cell: string): void {
  document.querySelector<HTMLElement>(`.matrix a[href="#cell=${CSS.escape(cell).replaceAll('\\/', '/')}"]`)?.focus()
}

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 }

/** The cell of the same scenario to which an arrow key leads. */
export function neighbourIn(dialog: HTMLDialogElement, key: string): string | undefined {
  const links = [...dialog.querySelectorAll<HTMLAnchorElement>('nav a')]
  const at = links.findIndex(link => link.getAttribute('aria-current') === 'true')
  const next = links[at + (STEPS[key] ?? Number.NaN)]
  return next && readState(next.getAttribute('href') ?? '').cell
}
