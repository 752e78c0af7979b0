import type { Lane, Stretch } from '../../../../report/index.js'
import { drawn } from '../element.js'
import { LETTER, type Scale } from './scale.js'
import { Texts } from './texts.js'

/** The height of one row of a lane. */
export const ROW = 20

/** One lane, drawn from its top, and how high it is. */
export function drawLane(lane: Lane, scale: Scale): { drawing: SVGElement; height: number } {
  const texts = new Texts(scale.width)
  const above = scale.from < 20 ? ROW : 0
  const shown = lane.stretches.filter(each => each.minor !== true || scale.x(each.to) - scale.x(each.from) > 5)
  for (const each of shown) texts.take(0, scale.x(each.from), scale.x(each.to) + 8)
  const bars = shown.map(each => bar(each, scale))
  if (shown.length === 0) texts.put(0, scale.from, lane.remark, 'warn')
  for (const each of shown.toReversed()) tell(each, scale, texts)
  const name = drawn('text', { class: 'who', x: above > 0 ? scale.from : 0, y: 14 }, lane.name)
  const rows = drawn('g', { transform: `translate(0 ${above})` }, bars, texts.placed.map(written))
  return { drawing: drawn('g', {}, name, rows), height: above + texts.rows * ROW + 10 }
}

function bar(each: Stretch, scale: Scale): SVGElement {
  const [from, to] = [scale.x(each.from), scale.x(each.to)]
  const lost = Math.min(to, Math.max(from, scale.x(each.lostFrom ?? each.to)))
  const line = (x1: number, x2: number, stroke: string) =>
    drawn('line', { class: `stroke ${stroke}`, x1, x2: Math.max(x2, x1 + 1), y1: 10, y2: 10 })
  return drawn(
    'g',
    {},
    line(from, lost, each.stroke),
    lost < to ? line(lost, to, 'lost') : null,
    drawn('line', { class: 'edge', x1: from, x2: from, y1: 3, y2: 17 }),
    endOf(each, to)
  )
}

function endOf({ end }: Stretch, x: number): SVGElement | null {
  if (end === 'open') return null
  if (end === 'edge') return drawn('line', { class: 'edge', x1: x, x2: x, y1: 3, y2: 17 })
  return drawn('path', { class: 'cross', d: `M${x - 5} 5l10 10m0 -10l-10 10` })
}

/** Puts the texts of a stretch into its bar, behind it, or below. */
function tell(each: Stretch, scale: Scale, texts: Texts): void {
  const [from, to] = [scale.x(each.from), scale.x(each.to)]
  const seen = Math.min(to, scale.x(each.lostFrom ?? each.to))
  const inside = each.labels.find(label => (label.length + 3) * LETTER < seen - from)
  if (inside !== undefined) texts.placed.push({ x: from + 10, row: 0, text: inside, tone: 'inside', before: false })
  const rest = restOf(each, inside !== undefined).filter(text => text !== '')
  if (rest.length > 0 && !texts.putBehind(to + 10, rest, each.tone))
    texts.putBelow(inside === undefined ? from : to, rest, each.tone)
  if (each.note !== undefined) texts.putBelow(from, [each.note], 'plain')
}

/** What is still to be told of a stretch, from the fullest to the shortest. */
function restOf({ labels, outcomes, quiet }: Stretch, labelled: boolean): readonly string[] {
  if (labelled || quiet === true || labels.length === 0) return outcomes
  if (outcomes.length === 0) return labels
  return labels.flatMap(label => outcomes.map(each => (each.startsWith(label) ? each : `${label}, ${each}`)))
}

function written({ x, row, text, tone, before }: Texts['placed'][number]): SVGElement {
  const y = row * ROW + 14
  const leader = row > 0 ? drawn('line', { class: 'leader', x1: x, x2: x, y1: 17, y2: y }) : null
  const place = { x: row === 0 ? x : before ? x - 5 : x + 5, y, 'text-anchor': before ? 'end' : 'start' }
  const ground = { class: 'ground', x: x - 4, y: 2, width: text.length * LETTER + 8, height: 16, rx: 3 }
  const behind = tone === 'inside' ? drawn('rect', ground) : null
  return drawn('g', {}, leader, behind, drawn('text', { ...place, class: tone }, text))
}
