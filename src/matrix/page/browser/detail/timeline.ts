import { type Child, element } from '../element.js'
import { drawTimeline } from '../timeline/draw.js'
import type { Opened } from './place.js'

const MEANINGS: readonly (readonly [stroke: string, meaning: string])[] = [
  ['waits', 'waits'],
  ['works', 'works'],
  ['passes', 'the answer comes'],
  ['idle', 'kept open'],
  ['silent', 'silent']
]

/** Who did what, and who waited for whom: a lane for each side, to scale. */
export function timeline({ cell, width }: Opened): Child {
  if (cell.lanes.length === 0) return []
  const strokes = cell.lanes.flatMap(({ stretches }) => stretches)
  const used = MEANINGS.filter(([stroke]) => strokes.some(each => each.stroke === stroke))
  const lost = strokes.some(({ lostFrom, to }) => lostFrom !== undefined && lostFrom < to)
  const all = lost ? [...used, ['lost', 'works for nobody'] as const] : used
  const key = all.map(([stroke, meaning]) => element('li', {}, element('i', { class: `key ${stroke}` }), ` ${meaning}`))
  return [
    element('h3', {}, 'Timeline'),
    element('div', { class: 'timeline' }, drawTimeline(cell.lanes, Math.max(280, width - 40))),
    element('ul', { class: 'keys' }, key)
  ]
}
