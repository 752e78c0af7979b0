import type { Glyphs } from '../layout/glyphs.js'
import { type Line, line } from '../layout/line.js'
import { flow } from '../layout/wrap.js'
import type { Lane } from './lane.js'
import { type Scale, ticks } from './scale.js'
import { Sheet } from './sheet.js'

/** The rule below the lanes, with round moments, and what the strokes mean as far as they occur. */
export function drawAxis(lanes: readonly Lane[], scale: Scale, signs: Glyphs): Line[] {
  const sheet = new Sheet(scale.columns)
  sheet.put(0, 0, signs.rule.repeat(scale.plot), 'dim')
  for (const { column, text } of ticks(scale)) {
    sheet.put(0, column, signs.tick, 'dim')
    sheet.put(1, column, text, 'dim')
  }
  return [...sheet.lines(), ...legend(lanes, scale, signs)]
}

function legend(lanes: readonly Lane[], scale: Scale, signs: Glyphs): Line[] {
  const stretches = lanes.flatMap(lane => lane.stretches)
  const entries = (
    [
      ['waits', 'waits'],
      ['works', 'works'],
      ['passes', 'answer comes'],
      ['idle', 'kept open']
    ] as const
  )
    .filter(([stroke]) => stretches.some(each => each.stroke === stroke))
    .map(([stroke, meaning]) => `${signs[stroke].repeat(2)} ${meaning}`)
  const lost = stretches.some(each => scale.column(each.lostFrom ?? each.to) < scale.column(each.to))
  if (lost) entries.push(`${signs.lost.repeat(2)} works for nobody`)
  const items = entries.map(entry => line(entry, 'dim'))
  return flow(items, scale.columns)
}
