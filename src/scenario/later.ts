import { requestsOf } from './client-plan.js'
import type { PlayedWords } from './played-words.js'
import { upstreamsOf } from './played-words.js'

/** The words of what is to be played that no part of the testbed plays yet. A run with any of them is skipped. */
export function wordsOfLater(played: PlayedWords): string[] {
  const words = new Set<string>()
  if (played.hops !== undefined) words.add('hops')
  const upstreams = Object.values(upstreamsOf(played))
  if (upstreams.some(upstream => upstream.on !== undefined)) words.add('on')
  if (upstreams.some(upstream => typeof upstream.listen === 'object')) words.add('listen')
  if (played.client.some(entry => entry.kind === 'order' && entry.signal !== undefined)) words.add('signal')
  const requests = requestsOf(played.client)
  if (requests.some(request => request.entry.retry !== undefined)) words.add('retry')
  const { all = {}, byRequest = {} } = played.expect ?? {}
  const expectations = [all, ...Object.values(byRequest), ...requests.map(request => request.entry.expect ?? {})]
  for (const word of ['served-by', 'answered-by', 'effects'])
    if (expectations.some(expected => word in expected)) words.add(word)
  return [...words]
}
