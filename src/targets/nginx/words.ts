import { always, type Sayings } from '../words.js'
import { isWholePerMinute } from './clients.js'

/** A timer that would move by less than 300 ms stays where it was: a shorter limit would not start anew with each read. */
const SHORTEST_REQUEST = 400

/** The words that nginx has a directive for; a text says where it has none after all. */
export const NGINX_SAYS: Sayings = {
  upstreams: always,
  pool: always,
  limit: always,
  request: ({ words: { request = 0 } }) =>
    request < SHORTEST_REQUEST
      ? `a request limit under ${SHORTEST_REQUEST} ms, since it moves its timers in steps of 300 ms`
      : undefined,
  answer: ({ words: { answer } }) => (answer?.body?.includes('$') ? 'an answer with $ in it' : undefined),
  rate: ({ words: { rate } }) =>
    rate === undefined || isWholePerMinute(rate) ? undefined : 'rate in other than whole requests a minute',
  breaker: ({ words: { breaker }, upstreams }) => {
    if (upstreams < 2) return 'breaker with a single server'
    return Number.isInteger((breaker?.for ?? 0) / 1000) ? undefined : 'breaker for other than whole seconds'
  },
  balance: ({ words, upstreams }) =>
    words.balance === 'first' && upstreams > 2 ? 'balance first among more than two servers' : undefined,
  retry: ({ words: { retry = 0 }, upstreams }) =>
    retry >= upstreams && retry > 0 ? 'retry more often than there are other servers' : undefined
}
