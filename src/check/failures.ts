import type { Role } from '../configurations/configuration.js'
import type { Failure } from './behaviour.js'

/** A failure as `check` plays it. */
export interface PlayedFailure extends Failure {
  /** The setting that decides how long it takes; undefined where none does. */
  readonly limit?: Role
  /** Its durations, so many times as long; in proportion to the limit of the route when left out. */
  readonly stretch?: number
  /** Of the requests of the scenario only the first. */
  readonly firstOnly?: true
  /** Its script waits for a moment that is too short for a fast clock, and no limit is in question. */
  readonly calm?: true
  /** Its client pauses for long, and no limit is in question. */
  readonly pauses?: true
  /** It is not played as its scenario is, but with a plan of its own: see own-plans.ts. */
  readonly own?: true
}

/** A pause of the scenario idle-timeout-mismatch is as long as Node keeps an idle connection, when it is played five times as slowly. */
const NODE_KEEPS = 5

/** Scenarios that ask with POST by themselves. */
const POSTS = ['upload-not-read', 'early-413', 'keepalive-race-post', 'idle-timeout-mismatch']

/** Everything that a route is put to, in the order of a report: the control first. */
export const FAILURES: readonly PlayedFailure[] = [
  get('ok', 'nothing fails'),
  get('refused', 'nobody listens'),
  post('refused', 'nobody listens, asked with POST'),
  get('connect-timeout', 'the SYN is dropped', { limit: 'connect' }),
  get('reset-on-accept', 'the connection is reset as soon as it stands', { calm: true }),
  get('empty-reply', 'it takes the request and closes'),
  post('empty-reply', 'it takes a POST and closes'),
  get('reset-before-reply', 'it takes the request and resets', { calm: true }),
  post('reset-before-reply', 'it takes a POST and resets', { calm: true }),
  get('hang', 'it takes the request and never answers', { limit: 'read' }),
  post('hang', 'it takes a POST and never answers', { limit: 'read' }),
  get('garbage', 'it answers with bytes that are no HTTP'),
  get('malformed-headers', 'a line of its head has no colon'),
  get('half-a-head', 'it breaks off in the middle of the head', { firstOnly: true }),
  { ...get('big-header', 'a cookie of 5 KB', { own: true }), id: 'big-cookie' },
  get('big-header', 'a field of 14 KB in its head', { own: true }),
  get('stalled-head', 'it falls silent in the middle of the head', { limit: 'read' }),
  get('dripping-head', 'its head drips, always just in time for the limit', { limit: 'read' }),
  get('truncated-body', 'it breaks off in the middle of the body', { calm: true }),
  get('truncated-chunks', 'it breaks off between two chunks', { calm: true }),
  get('stalled-body', 'it falls silent in the middle of the body', { limit: 'body' }),
  get('dripping-body', 'its body drips, always just in time for the limit', { limit: 'body' }),
  { ...get('app-502', 'the application itself says 404', { own: true }), id: 'app-404' },
  { ...get('app-502', 'the application itself says 500', { own: true }), id: 'app-500' },
  get('app-502', 'the application itself says 502'),
  get('app-503-maintenance', 'the application itself says 503, with Retry-After'),
  get('rate-limited', 'the application itself says 429, with Retry-After'),
  post('upload-not-read', 'it stops reading in the middle of an upload of 8 MB', { limit: 'write' }),
  post('early-413', 'it refuses an upload of 8 MB early', { calm: true }),
  get('keepalive-race-get', 'it closes an idle connection just as it is used again'),
  post('keepalive-race-post', 'the same, for a POST'),
  post('idle-timeout-mismatch', 'it closes idle connections after 5 s, as Node does', { stretch: NODE_KEEPS }),
  { ...get('starting-up', 'nobody listens for a moment, and then it is back', { stretch: 1 }), id: 'one-refusal' },
  { ...get('ok', 'an upgrade to WebSocket is asked for', { own: true }), id: 'websocket' },
  { ...get('refused', 'its name leads to another address now', { own: true, pauses: true }), id: 'moved' }
]

type More = Partial<Omit<PlayedFailure, keyof Failure>>

function get(scenario: string, says: string, more: More = {}): PlayedFailure {
  return { id: scenario, scenario, method: 'GET', says, ...more }
}

/** A scenario that asks with POST by itself keeps its name. */
function post(scenario: string, says: string, more: More = {}): PlayedFailure {
  const id = POSTS.includes(scenario) ? scenario : `POST ${scenario}`
  return { id, scenario, method: 'POST', says, ...more }
}
