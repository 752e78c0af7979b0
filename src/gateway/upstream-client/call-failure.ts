import type { Timeouts } from '../exchange.js'
import { Failure } from '../failures.js'
import type { AnswerLimit } from './answer-clock.js'
import type { Ending } from './link.js'
import type { ResponseParser } from './response-parser.js'

/** What a connection that ended too early means for the request on it. */
export function brokenConnection(ending: Ending, parser: ResponseParser, requestIsThrough: boolean): Failure {
  if (parser.phase === 'body') return Failure.of(IN_BODY[ending], parser.bodySoFar)
  const wasReset = ending === 'reset'
  if (!requestIsThrough && !parser.hasBegun) {
    return Failure.of(wasReset ? 'reset-while-sending' : 'closed-while-sending', {})
  }
  return Failure.of(wasReset ? 'reset-before-head' : 'closed-before-head', parser.headSoFar)
}

const IN_BODY = {
  closed: 'closed-in-body',
  reset: 'reset-in-body',
  'cut without close_notify': 'cut-without-close-notify'
} as const

/** What a limit that was reached means for the request. */
export function lateAnswer(limit: AnswerLimit, timeouts: Timeouts, parser: ResponseParser): Failure {
  if (limit === 'write') return Failure.of('write-timeout', { limit: timeouts.write })
  if (limit === 'head') return Failure.of('late-head', { limit: timeouts.head, ...parser.headSoFar })
  const inBody = parser.phase === 'body'
  const facts = { limit: timeouts[limit], ...parser.headSoFar, ...parser.bodySoFar }
  if (limit === 'read') return Failure.of(inBody ? 'stalled-body' : 'no-head', facts)
  return Failure.of(inBody ? 'late-body' : 'late-answer', facts)
}
