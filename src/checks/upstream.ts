import type { Check, Judgement } from '../core/check.js'
import type { Observation } from '../core/observation.js'
import { flag, may, object, type Read, size, whole } from '../core/shape/index.js'

const count = whole(0, 1_000_000)

const shape = object('what reached the upstream', {
  requests: may(count, 'How many requests it received: 2 for one request means that somebody tried again.'),
  connections: may(count, 'How many connections it accepted.'),
  completed: may(flag(), 'Whether the work on every request was brought to its end, for somebody or for nobody.'),
  unread: may(count, 'How many requests lay unread when their connection was closed.'),
  body: may(size(), 'How many bytes of request bodies it received.')
})

type Expected = Read<typeof shape>

/** What reached the upstream, and whether its work was completed. */
export const upstream: Check<Expected> = {
  name: 'upstream',
  says: 'What reached the upstream: requests, connections, completed, unread, body.',
  about: 'run',
  shape,
  judge(expected, { observation }): Judgement {
    const seen = tally(observation)
    const words = Object.keys(expected) as (keyof Expected)[]
    return {
      ok: words.every(word => expected[word] === seen[word]),
      expected: words.map(word => `${word} ${inWords(expected[word])}`).join(', '),
      found: words.map(word => `${word} ${inWords(seen[word])}`).join(', ')
    }
  }
}

function tally(observation: Observation): Required<Expected> {
  const { arrivals, connections, unread } = observation
  return {
    requests: arrivals.length,
    connections,
    completed: arrivals.length > 0 && arrivals.every(arrival => arrival.answered !== undefined),
    unread,
    body: arrivals.reduce((sum, arrival) => sum + arrival.bodySize, 0)
  }
}

function inWords(value: number | boolean | undefined): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return String(value)
}
