import { drawAxis } from '../timeline/axis.js'
import { drawLane } from '../timeline/draw.js'
import { lanesOf } from '../timeline/index.js'
import { scaleFor } from '../timeline/scale.js'
import type { Teller } from './section.js'

/** Who did what, and who waited for whom: a lane for each side, to scale. */
export const timeline: Teller = (told, { columns, signs }) => {
  const lanes = lanesOf(told, signs)
  if (lanes.length === 0) return []
  const scale = scaleFor(lanes, columns)
  return [
    ...lanes.map(lane => ({ label: lane.name, lines: drawLane(lane, scale, signs) })),
    { label: '', lines: drawAxis(lanes, scale, signs) }
  ]
}
