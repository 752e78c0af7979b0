import type { Remedy, ScenarioWords } from './scenario.js'

/** The words of a scenario, or of one of its remedies, that no part of the testbed plays yet. A run with any of them is skipped. */
export function wordsOfLater(scenario: ScenarioWords, remedy: Remedy | undefined): string[] {
  const played = { ...scenario, ...remedy }
  const words = new Set<string>()
  if (played.gateway !== undefined) words.add('gateway')
  if (scenario.hops !== undefined) words.add('hops')
  for (const upstream of Object.values(upstreamsOf(played))) {
    if (upstream.on !== undefined) words.add('on')
    if (typeof upstream.listen === 'object') words.add('listen')
  }
  if (Object.keys(upstreamsOf(played)).length > 1) words.add('upstreams')
  for (const entry of played.client) {
    if (entry.kind === 'order' && entry.signal !== undefined) words.add('signal')
    if (entry.kind === 'request' && entry.request.retry !== undefined) words.add('retry')
  }
  const expectations = [played.expect?.all ?? {}, ...Object.values(played.expect?.byRequest ?? {})]
  for (const word of ['served-by', 'answered-by', 'effects'])
    if (expectations.some(expected => word in expected)) words.add(word)
  return [...words]
}

/** The upstreams of a scenario by name; a single one is called upstream. */
export function upstreamsOf(words: Pick<ScenarioWords, 'upstream' | 'upstreams'>) {
  return words.upstreams ?? (words.upstream === undefined ? {} : { upstream: words.upstream })
}
