import { nearest } from '../core/nearest.js'
import {
  type Complain,
  duration,
  INVALID,
  type Invalid,
  type JsonSchema,
  type Located,
  list,
  may,
  object,
  type Read,
  type Shape,
  text,
  word
} from '../core/shape/index.js'
import { long, type RequestEntry, request, requestWords, short } from './request.js'
import { METHODS } from './request-line.js'

const togetherWords = object('together: a list of requests', {
  together: may(list(request, 'a list of requests'), 'Requests that are sent at the same time.')
})
const orderWords = object('an order: await, wait, mark, or signal', {
  await: may(text('a mark'), 'Waits until this mark is set.'),
  wait: may(duration(), 'Waits so long.'),
  signal: may(word('SIGTERM', 'SIGINT', 'SIGHUP', 'SIGKILL'), 'Sends a signal to an upstream.'),
  to: may(
    text('the name of an upstream'),
    'To which upstream the signal goes; may be left out when there is one only.'
  ),
  as: may(text('a name'), 'Names the order, and lets the entries that follow go on beside it.'),
  mark: may(text('a mark'), 'Sets this mark.')
})

/** One entry of what the client does, in the order of the file. */
export type ClientEntry =
  | { readonly kind: 'request'; readonly request: RequestEntry }
  | { readonly kind: 'together'; readonly requests: readonly RequestEntry[] }
  | ({ readonly kind: 'order' } & Read<typeof orderWords>)

/** Reads an entry by the words that it carries, so that complaints are about what was meant. */
const entry: Shape<ClientEntry> = {
  expected: 'a request such as GET /reports/42',
  fits: () => true,
  read(node, complain): ClientEntry | Invalid {
    if (node.kind === 'map' && !has(node, WORDS)) return complainWords(node, complain)
    if (has(node, ['together']))
      return map(togetherWords.read(node, complain), ({ together = [] }) => ({ kind: 'together', requests: together }))
    if (has(node, ['await', 'wait', 'mark', 'signal']))
      return map(orderWords.read(node, complain), words => ({ kind: 'order', ...words }))
    const read = node.kind === 'map' ? long.read(node, complain) : short.read(node, complain)
    return map(read, request => ({ kind: 'request', request }))
  },
  schema: (): JsonSchema => ({
    title: 'entry',
    anyOf: [request, togetherWords, orderWords].map(shape => shape.schema())
  })
}

const FIRST_WORDS = [...METHODS, 'together', 'await', 'wait', 'mark', 'signal'] as const
const WORDS = [...FIRST_WORDS, ...Object.keys(requestWords.fields)]

/** A map that begins nothing known: the word that was meant decides what the rest is held against, so it is told alone. */
function complainWords(node: Extract<Located, { kind: 'map' }>, complain: Complain): Invalid {
  const [first] = node.entries
  const near = node.entries.map(({ key }) => nearest(key, FIRST_WORDS)).find(word => word !== undefined)
  const { keyPlace: place = node.place, key = '' } = first ?? {}
  const found = first === undefined ? 'an empty map' : `"${key}"`
  complain({ place, expected: `an entry with one of ${FIRST_WORDS.join(', ')}`, found, ...(near && { nearest: near }) })
  return INVALID
}

function has(node: Located, words: readonly string[]): boolean {
  return node.kind === 'map' && node.entries.some(pair => words.includes(pair.key))
}

function map<A, B>(value: A | Invalid, turn: (value: A) => B): B | Invalid {
  return value === INVALID ? INVALID : turn(value)
}

const entries = list(entry, 'a request, or a list of requests')

/** What the client does: one entry, or a list of them. */
export const client: Shape<readonly ClientEntry[]> = {
  expected: 'a request such as GET /reports/42, or a list of requests',
  fits: () => true,
  read(node, complain) {
    if (node.kind === 'list') return entries.read(node, complain)
    return map(entry.read(node, complain), only => [only])
  },
  schema: () => ({ title: 'client', anyOf: [entry.schema(), entries.schema()] })
}
