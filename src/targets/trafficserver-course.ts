import type { CauseId } from '../logs/causes/index.js'
import type { Failure } from './said.js'

/** What Traffic Server has told so far of a request. */
export interface Course {
  readonly began: number
  now: number
  attempts: number
  method?: string
  path?: string
  upstream?: string
  connect?: number | undefined
  head?: number | undefined
  status?: number
  /** The words beside the status: those of the system, when a connection failed. */
  reason?: string
  failure?: (Failure & { readonly line: string }) | undefined
}

/** Begins anew with each connection that it asks for. */
export function noteAttempt(course: Course, words: string): void {
  const address = /^open connection to \S+: (\S+)$/.exec(words)?.[1]
  if (address === undefined) return
  Object.assign(course, { upstream: address, connect: undefined, head: undefined, failure: undefined })
  course.attempts += 1
}

type Row = readonly [handler: string, event: RegExp, cause: CauseId]

const TIMEOUT = /INACTIVITY_TIMEOUT/
const LIMIT = /VC_EVENT_ACTIVE_TIMEOUT/
const ENDED = /VC_EVENT_EOS|VC_EVENT_ERROR|OPEN_FAILED/

/** What an event means to the state that it meets. */
const EVENTS: readonly Row[] = [
  ['state_http_server_open', TIMEOUT, 'connect-timeout'],
  ['state_http_server_open', ENDED, 'connect-failed'],
  ['state_send_server_request_header', TIMEOUT, 'write-timeout'],
  ['state_send_server_request_header', ENDED, 'closed-while-sending'],
  ['tunnel_handler_post_server', TIMEOUT, 'write-timeout'],
  ['tunnel_handler_post_server', ENDED, 'closed-while-sending'],
  ['tunnel_handler_post_ua', TIMEOUT, 'slow-client'],
  ['tunnel_handler_post_ua', ENDED, 'client-gone'],
  ['state_read_server_response_header', TIMEOUT, 'read-timeout'],
  ['state_read_server_response_header', LIMIT, 'total-timeout'],
  ['state_read_server_response_header', /VC_EVENT_EOS/, 'closed-before-head'],
  ['state_read_server_response_header', /VC_EVENT_ERROR/, 'reset-before-head'],
  ['tunnel_handler_server', TIMEOUT, 'stalled-body'],
  ['tunnel_handler_server', LIMIT, 'total-timeout'],
  ['tunnel_handler_server', /VC_EVENT_ERROR/, 'cut-body'],
  ['tunnel_handler_ua', TIMEOUT, 'slow-client'],
  ['tunnel_handler_ua', ENDED, 'client-gone'],
  ['state_watch_for_client_abort', ENDED, 'client-gone']
]

/** Notes an event that ends an attempt. */
export function noteEvent(course: Course, words: string, line: string): void {
  const [, handler, event = ''] = /^\[&HttpSM::(\w+), (\S+)\]$/.exec(words) ?? []
  if (handler === undefined) return
  const row = EVENTS.find(([name, events]) => name === handler && events.test(event))
  // What ends an upload meets the wait for a head first.
  if (handler === 'tunnel_handler_post_server' && row !== undefined) course.failure = undefined
  if (row !== undefined) fail(course, row[2], words, line)
}

/** The upstream's own error, which it passes on. */
const ALLOWED = /^Response Error: .* - allowing$/

const WORDS: readonly (readonly [words: string, cause: CauseId])[] = [
  ['Error parsing server response header', 'bad-answer'],
  ['Response Error: ', 'bad-answer'],
  ['aborting HTTP tunnel due to server truncation', 'cut-body'],
  ['Error. congestion control', 'connection-limit']
]

/** Notes what it says in words: how far it has come, and what it finds wrong. */
export function noteWords(course: Course, words: string, line: string): void {
  if (words === 'Setting up the header read') course.connect = course.now
  if (words === 'No errors in response' || ALLOWED.test(words)) {
    course.head = course.now
    // The end of the connection may come together with all of the answer.
    course.failure = undefined
  }
  if (words.includes('chunk decoding error')) fail(course, 'bad-coding', words, line)
  const row = WORDS.find(([beginning]) => words.startsWith(beginning))
  if (row !== undefined && !ALLOWED.test(words)) fail(course, row[1], words, line)
}

/** The first that is told of an attempt is the nearest to its cause. */
function fail(course: Course, cause: CauseId, message: string, line: string): void {
  course.failure ??= { cause, message, line }
}

const REASONS: readonly (readonly [reason: RegExp, cause: CauseId])[] = [
  [/refused/i, 'refused'],
  [/unreachable|no route/i, 'unroutable'],
  [/timed out/i, 'connect-timeout']
]

/** Why a connection failed it says only beside the status. */
export function reasonOf({ reason = '', status }: Course, failure: Failure): Failure {
  if (failure.cause !== 'connect-failed') return failure
  const row = REASONS.find(([words]) => words.test(reason))
  return row === undefined ? failure : { ...failure, cause: row[1], message: `${status} ${reason}` }
}
