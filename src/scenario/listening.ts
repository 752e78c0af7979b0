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

type Way = Listen | Read<typeof ways>

const way = either(simple, ways)

/** How an upstream can be reached: one way, or a list of them, one after the other; after the last mark it is open. */
export const listening: Shape<ListenEntry> = turned(
  either(simple, ways, list(way, 'a list of such ways, one after the other')),
  (entry, node, complain) => entryOf((Array.isArray(entry) ? entry : [entry]) as readonly Way[], node, complain)
)

function entryOf(all: readonly Way[], node: Located, complain: Complain): ListenEntry | Invalid {
  const [first, ...rest] = all.map(timed)
  const last = rest.at(-1) ?? first
  const unmarked = all.slice(0, -1).some(each => timed(each)?.until === undefined)
  if (first === undefined || last === undefined) {
    const later = all.some(each => typeof each === 'object' && ['tls', 'unix', 'dns'].some(word => word in each))
    if (later) return { listen: 'open', turns: [], later }
  }
  if (first === undefined || last === undefined || unmarked) {
    const expected = 'ways that each last until a mark, such as { refused: { until: ready } }, and open as the last'
    complain({ place: node.place, expected, found: 'a way without a mark before another one' })
    return INVALID
  }
  const then = [...rest, ...(last.until === undefined ? [] : [{ listen: 'open' as const, until: undefined }])]
  const marks = [first, ...rest].flatMap(each => each?.until ?? [])
  const turns = then.flatMap((each, at) =>
    each === undefined ? [] : [{ after: marks[at] ?? '', listen: each.listen }]
  )
  return { listen: first.listen, turns, later: false }
}

/** A way that is played, with the mark until which it lasts; undefined for one that comes later. */
function timed(entry: Way): { readonly listen: Listen; readonly until: string | undefined } | undefined {
  if (typeof entry === 'string') return { listen: entry, until: undefined }
  for (const listen of ['open', 'refused', 'blackhole'] as const) {
    const until = entry[listen]?.until
    if (until !== undefined) return { listen, until }
  }
  return undefined
}
