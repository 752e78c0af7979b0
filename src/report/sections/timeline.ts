import { drawAxis } from '../timeline/axis.js'
import { clientLanes } from '../timeline/client.js'
import { drawLane } from '../timeline/draw.js'
import { gatewayLanes } from '../timeline/gateway.js'
import { scaleFor } from '../timeline/scale.js'
import { upstreamLanes } from '../timeline/upstream.js'
import type { Teller } from './section.js'

/** Who did what, and who waited for whom: a lane for each side, to scale. */
export const timeline: Teller = (told, { columns, signs }) => {
  if (!told.facts.some(fact => fact.side === 'client')) return []
  const lanes = [...clientLanes(told, signs), ...gatewayLanes(told, signs), ...upstreamLanes(told)]
  const scale = scaleFor(lanes, columns)
  return [
    ...lanes.map(lane => ({ label: lane.name, lines: drawLane(lane, scale, signs) })),
    { label: '', lines: drawAxis(lanes, scale, signs) }
  ]
}
