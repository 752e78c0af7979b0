import {
  type Complain,
  duration,
  either,
  INVALID,
  type Invalid,
  type JsonSchema,
  type Located,
  list,
  may,
  named,
  object,
  pattern,
  type Read,
  type Shape,
  size,
  text,
  titled,
  turned,
  whole,
  word
} from '../core/shape/index.js'
import { answerExpectation, type Expectations } from './expect.js'

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const
const FORM = /^(?:(\d+) x )?(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) (\/\S*|\*)$/

/** One request as a scenario writes it. */
export interface RequestEntry {
  readonly method: string
  readonly path: string
  readonly times: number
  readonly headers: Readonly<Record<string, string | readonly string[]>>
  readonly body: string | null
  readonly version: '1.0' | '1.1'
  readonly connection: 'new' | 'same'
  readonly as?: string
  readonly retry?: unknown
  readonly expect?: Expectations
}

const short: Shape<RequestEntry> = turned(
  pattern(FORM, 'a request such as GET /reports/42, or 4 x GET /reports/42'),
  form => {
    const [, times, method = '', path = ''] = FORM.exec(form) ?? []
    return { ...PLAIN, method, path, times: times === undefined ? 1 : Number(times) }
  }
)

const PLAIN = { times: 1, headers: {}, body: null, version: '1.1', connection: 'new' } as const

const path = pattern(/^(\/\S*|\*)$/, 'a path that starts with /')
const bodyForm = either(
  turned(object('bytes: a size', { bytes: may(size(), 'So many bytes.') }), ({ bytes }) => 'x'.repeat(bytes ?? 0)),
  text()
)

/** The words of a request in the long form. */
const requestWords = object('a request: a method with its path, and what else it carries', {
  ...Object.fromEntries(METHODS.map(method => [method, may(path, `Sends a ${method} request for this path.`)])),
  headers: may(
    named(either(text(), list(text(), 'a list of values')), 'a map of header fields'),
    'Header fields beside Host and the framing.'
  ),
  body: may(bodyForm, 'The body: a text, or { bytes: 1MB }.'),
  version: may(word('1.0', '1.1'), 'The HTTP version that the client speaks.'),
  connection: may(
    word('new', 'same'),
    'A connection of its own (new), or the one that the request before has left open (same).'
  ),
  as: may(text('a name'), 'Names the request, and lets it go on beside the entries that follow.'),
  retry: may(
    object('a map', {
      times: may(whole(1, 10), 'How often.'),
      backoff: may(duration(), 'After how long, doubled each time.'),
      key: may(text(), 'The idempotency key that it carries.')
    }),
    'The client tries again.'
  ),
  expect: may(answerExpectation, 'What this request must get: a status, or a map of expectations.')
})

const long: Shape<RequestEntry> = turned(requestWords, (value, node, complain) => {
  const named = METHODS.filter(method => method in value)
  const [method, second] = named
  if (method === undefined) return complainMethod(node, complain, 'no method')
  if (second !== undefined) return complainMethod(node, complain, `${method} and ${second}`)
  const { headers = {}, body = null, version = '1.1', connection = 'new', as, retry, expect } = value as Words
  return {
    ...PLAIN,
    ...{ method, path: (value as Readonly<Record<string, string>>)[method] ?? '/', headers, body, version, connection },
    ...(as === undefined ? {} : { as }),
    ...(retry === undefined ? {} : { retry }),
    ...(expect === undefined ? {} : { expect })
  }
})

type Words = Partial<Omit<RequestEntry, 'method' | 'path' | 'times'>>

function complainMethod(node: Located, complain: Complain, found: string): Invalid {
  complain({ place: node.place, expected: `one method with its path, such as GET: /reports/42`, found })
  return INVALID
}

const request = titled('request', either(short, long))
const togetherWords = object('together: a list of requests', {
  together: may(list(request, 'a list of requests'), 'Requests that are sent at the same time.')
})
const orderWords = object('an order: await, wait, mark, or signal', {
  await: may(text('a mark'), 'Waits until this mark is set.'),
  wait: may(duration(), 'Waits so long.'),
  signal: may(word('SIGTERM', 'SIGINT', 'SIGHUP', 'SIGKILL'), 'Sends a signal to an upstream.'),
  to: may(text('the name of an upstream'), 'To which upstream the signal goes.'),
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
