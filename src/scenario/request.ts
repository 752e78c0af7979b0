import type { Duration } from '../core/duration.js'
import { nearest } from '../core/nearest.js'
import {
  type Complain,
  describe,
  duration,
  either,
  INVALID,
  type Invalid,
  type Located,
  list,
  may,
  named,
  object,
  pattern,
  type Read,
  type Shape,
  text,
  titled,
  turned,
  whole,
  word
} from '../core/shape/index.js'
import { answerExpectation, type Expectations } from './expect.js'
import { type BodyEntry, requestBody } from './request-body.js'
import { METHODS, path } from './request-line.js'

const FORM = /^(?:([1-9]\d{0,2}) x )?(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) (\/\S*|\*)$/

/** One request as a scenario writes it. */
export interface RequestEntry {
  readonly method: string
  readonly path: string
  readonly times: number
  readonly headers: Readonly<Record<string, string | readonly string[]>>
  readonly body: BodyEntry | null
  readonly version: '1.0' | '1.1'
  readonly connection: 'new' | 'same'
  readonly as?: string
  readonly leave?: Duration
  readonly retry?: Read<typeof retryWords>
  readonly expect?: Expectations
}

const SHORT_FORM = 'a request such as GET /reports/42, or 4 x GET /reports/42'
/** One request in one line: GET /reports/42, or 4 x GET /reports/42. */
export const short: Shape<RequestEntry> = {
  ...turned(pattern(FORM, SHORT_FORM), requestOf),
  read(node, complain) {
    if (node.kind === 'scalar' && FORM.test(String(node.value))) return requestOf(String(node.value))
    const near = node.kind === 'scalar' ? nearestRequest(String(node.value)) : undefined
    complain({ place: node.place, expected: SHORT_FORM, found: describe(node), ...(near && { nearest: near }) })
    return INVALID
  }
}

function requestOf(form: string): RequestEntry {
  const [, times, method = '', path = ''] = FORM.exec(form) ?? []
  return { ...PLAIN, method, path, times: times === undefined ? 1 : Number(times) }
}

/** The request that was meant when only its method is mistyped: get /a. */
function nearestRequest(form: string): string | undefined {
  const [, times = '', method = '', path = ''] = /^([1-9]\d{0,2} x )?([A-Za-z]+) (\/\S*)$/.exec(form) ?? []
  const near = nearest(method, METHODS)
  return near === undefined ? undefined : `${times}${near} ${path}`
}

const PLAIN = { times: 1, headers: {}, body: null, version: '1.1', connection: 'new' } as const

const FIELD_NAMES = { pattern: /^[^\s:]+$/, says: 'the name of a header field' }
const fieldValue = pattern(/^[^\r\n\0]*$/, 'the value of a header field, on one line')

const retryWords = object('a map such as { times: 1, backoff: 500ms }', {
  times: may(whole(1, 100), 'How often.'),
  backoff: may(duration(), 'After how long, doubled each time.'),
  key: may(pattern(/^[\x21-\x7e]+$/, 'a key without spaces'), 'The Idempotency-Key that every try carries.')
})

/** The words of a request in the long form. */
export const requestWords = object('a request: a method with its path, and what else it carries', {
  ...Object.fromEntries(METHODS.map(method => [method, may(path, `Sends ${method} for this path.`)])),
  headers: may(
    named(either(fieldValue, list(fieldValue, 'a list of values')), 'a map of header fields', FIELD_NAMES),
    'Header fields; Host and Content-Length are added unless they stand here.'
  ),
  body: may(requestBody, 'The body: a text, or { bytes: 1MB }; slowly with { bytes: 400, pieces: 4, every: 300ms }.'),
  version: may(word('1.0', '1.1'), 'The HTTP version that the client speaks.'),
  connection: may(
    word('new', 'same'),
    'A connection of its own (new), or the one that the request before has left open (same).'
  ),
  as: may(text('a name'), 'Names the request, and lets it go on beside the entries that follow.'),
  leave: may(duration(), 'The client has enough after so long, and leaves.'),
  retry: may(retryWords, 'The client tries again when it is answered 429, 500 or more, or not at all.'),
  expect: may(answerExpectation, 'What this request must get: a status, or a map of expectations.')
})

/** One request as a map: its method with its path, and what else it carries. */
export const long: Shape<RequestEntry> = turned(requestWords, (value, node, complain) => {
  const named = METHODS.filter(method => method in value)
  const [method, second] = named
  if (method === undefined) return complainMethod(node, complain, 'no method')
  if (second !== undefined) return complainMethod(node, complain, `${method} and ${second}`)
  const { headers = {}, body = null, version = '1.1', connection = 'new', as, leave, retry, expect } = value as Words
  return {
    ...PLAIN,
    ...{ method, path: (value as Readonly<Record<string, string>>)[method] ?? '/', headers, body, version, connection },
    ...(as === undefined ? {} : { as }),
    ...(leave === undefined ? {} : { leave }),
    ...(retry === undefined ? {} : { retry }),
    ...(expect === undefined ? {} : { expect })
  }
})

type Words = Partial<Omit<RequestEntry, 'method' | 'path' | 'times'>>

function complainMethod(node: Located, complain: Complain, found: string): Invalid {
  complain({ place: node.place, expected: `one method with its path, such as GET: /reports/42`, found })
  return INVALID
}

/** One request, in either form. */
export const request = titled('request', either(short, long))
