import { nearest } from '../core/nearest.js'
import type { Complain, Place } from '../core/shape/index.js'
import { type PlayedWords, playedWords, upstreamsOf } from './played-words.js'
import type { ScenarioWords } from './scenario.js'

/** Where a piece of the scenario stands, by its keys. */
type PlaceOf = (...keys: readonly string[]) => Place

/** A gateway can send only to upstreams that there are, each once; held for the scenario and for each of its remedies. */
export function gatewayHasUpstreams(words: ScenarioWords, placeOf: PlaceOf, complain: Complain): void {
  const remedies = Object.entries(words.remedies ?? {})
  checkNames(words, 'the scenario', placeOf('gateway', 'upstreams'), complain)
  for (const [name, remedy] of remedies) {
    const own = remedy.gateway === undefined ? ['gateway'] : ['remedies', name, 'gateway']
    if (remedy.gateway === undefined && remedy.upstreams === undefined && remedy.upstream === undefined) continue
    checkNames(playedWords(words, remedy), `the remedy ${name}`, placeOf(...own, 'upstreams'), complain)
  }
}

function checkNames(words: PlayedWords, whose: string, place: Place, complain: Complain): void {
  const known = Object.keys(upstreamsOf(words))
  const named = words.gateway?.upstreams ?? []
  const twice = named.find((name, at) => named.indexOf(name) < at)
  if (twice !== undefined) complain({ place, expected: 'each upstream once', found: `"${twice}" a second time` })
  for (const name of new Set(named)) {
    if (known.includes(name)) continue
    const near = nearest(name, known)
    const expected = `upstreams of ${whose}: ${known.join(', ')}`
    complain({ place, expected, found: `"${name}"`, ...(near === undefined ? {} : { nearest: near }) })
  }
}
