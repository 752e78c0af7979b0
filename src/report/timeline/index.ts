import { glyphs } from '../layout/glyphs.js'
import type { Told } from '../told.js'
import { clientLanes } from './client.js'
import { gatewayLanes } from './gateway.js'
import type { Lane } from './lane.js'
import { upstreamLanes } from './upstream.js'

/** What each side lived through, as every report draws it; none for a run that was not played. */
export function lanesOf(told: Told, signs = glyphs(true)): Lane[] {
  if (!told.facts.some(fact => fact.side === 'client')) return []
  return [...clientLanes(told, signs), ...gatewayLanes(told, signs), ...upstreamLanes(told)]
}
