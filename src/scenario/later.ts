import { requestsOf } from './client-plan.js'
import type { PlayedWords } from './played-words.js'
import { upstreamsOf } from './played-words.js'

/** The words of what is to be played that no part of the testbed plays yet. A run with any of them is skipped. */
export function wordsOfLater(played: PlayedWords): string[] {
  const words = new Set<string>()
  if (played.hops !== undefined) words.add('hops')
  const upstreams = Object.values(upstreamsOf(played))
  if (upstreams.some(upstream => upstream.listen?.later === true)) words.add('listen')
  const requests = requestsOf(played.client)
  const { all = {}, byRequest = {} } = played.expect ?? {}
  const expectations = [all, ...Object.values(byRequest), ...requests.map(request => request.entry.expect ?? {})]
  if (expectations.some(expected => 'answered-by' in expected)) words.add('answered-by')
  return [...words]
}
