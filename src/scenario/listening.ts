import {
  type Complain,
  either,
  INVALID,
  type Invalid,
  type Located,
  list,
  may,
  must,
  object,
  type Read,
  type Shape,
  text,
  turned,
  word
} from '../core/shape/index.js'
import type { Listen, Turn } from '../core/upstream-plan.js'

/** How an upstream can be reached, as a scenario writes it. */
export interface ListenEntry {
  readonly listen: Listen
  /** Other ways, each as soon as a mark is set. */
  readonly turns: readonly Turn[]
  /** It needs a way that no part of the testbed plays yet. */
  readonly later: boolean
}

const simple = word('open', 'refused', 'blackhole', 'unroutable')

const until = object('until: a mark', { until: must(text('a mark'), 'Until this mark is set.') })

const ways = object('a map such as { refused: { until: ready } }', {
  open: may(until, 'Open until a mark is set.'),
  refused: may(until, 'Refuses until a mark is set.'),
  blackhole: may(until, 'Drops every SYN until a mark is set.'),
  tls: may(text('a certificate'), 'TLS, with such a certificate.'),
  unix: may(text('a state'), 'A unix socket, in such a state.'),
  dns: may(text('an answer'), 'A name for which the resolver gives such an answer.')
})

/** Words of that map. */
const PLAYED = ['open', 'refused', 'blackhole'] as const
const LATER = ['tls', 'unix', 'dns'] as const

type Way = Listen | Read<typeof ways>

const way = either(simple, ways)

/** How an upstream can be reached: one way, or a list of them, one after the other; after the last mark it is open. */
export const listening: Shape<ListenEntry> = turned(
  either(simple, ways, list(way, 'a list of such ways, one after the other')),
  (entry, node, complain) => entryOf((Array.isArray(entry) ? entry : [entry]) as readonly Way[], node, complain)
)

function entryOf(all: readonly Way[], node: Located, complain: Complain): ListenEntry | Invalid {
  const known = all.flatMap(timed)
  const [first] = known
  const unmarked = known.slice(0, -1).some(each => each.until === undefined)
  if (first === undefined || known.length < all.length || unmarked) {
    const expected = 'ways that each last until a mark, such as { refused: { until: ready } }, and open as the last'
    complain({ place: node.place, expected, found: 'a way without a mark before another one' })
    return INVALID
  }
  const turns = known.flatMap(({ until }, at) =>
    until === undefined ? [] : [{ after: until, listen: known[at + 1]?.listen ?? 'open' }]
  )
  return { listen: first.listen, turns, later: known.some(each => each.later) }
}

/** One way of listening, with the mark until which it lasts. */
interface Timed {
  readonly listen: Listen
  readonly until: string | undefined
  readonly later: boolean
}

/** One that comes later stands as open; a map without a word is none. */
function timed(entry: Way): Timed[] {
  if (typeof entry === 'string') return [{ listen: entry, until: undefined, later: false }]
  const listen = PLAYED.find(word => word in entry)
  const later = LATER.some(word => word in entry)
  if (listen === undefined && !later) return []
  return [{ listen: listen ?? 'open', until: listen && entry[listen]?.until, later }]
}
