import type { Got } from '../../core/got.js'
import type { Behaviour } from '../behaviour.js'
import { AT_ONCE, spanWords } from './span.js'

const WITHOUT_STATUS: Readonly<Record<Got, string>> = {
  whole: 'no status',
  cut: 'half a head',
  'made-whole': 'no status',
  nothing: 'closed without an answer',
  reset: 'reset without an answer',
  'no-http': 'raw bytes',
  'interim-only': 'interim answers only',
  silence: 'no answer',
  unreachable: 'the gateway cannot be reached',
  'gateway-died': 'the gateway died'
}

const WITH_STATUS: Readonly<Record<Got, string>> = {
  whole: '',
  cut: ', cut',
  'made-whole': ', incomplete but ended as if whole',
  nothing: '',
  reset: ', then reset',
  'no-http': ', then no HTTP',
  'interim-only': '',
  silence: ', without an end',
  unreachable: '',
  'gateway-died': ', then the gateway died'
}

/** What the client got, without the time: 504; 200, cut; 200 by the gateway; closed without an answer. */
export function statusWords({ status, got, author, unknown }: Behaviour): string {
  if (unknown !== undefined) return 'not known'
  if (status === null) return WITHOUT_STATUS[got]
  const whose = author === 'gateway' && status < 500 ? ' by the gateway' : ''
  return `${status}${whose}${WITH_STATUS[got]}`
}

/** Whether no wait is to be noticed in it. */
export function isAtOnce({ after }: Behaviour): boolean {
  return after !== null && after < AT_ONCE
}

/** When the exchange was over: at once, after 60s, within 15m where the client gave up then. */
export function afterWords(behaviour: Behaviour): string {
  const { after, patience } = behaviour
  if (after === null) return `within ${spanWords(patience)}`
  return isAtOnce(behaviour) ? 'at once' : `after ${spanWords(nominal(behaviour, after))}`
}

/** All of it in a few words: 504 after 60s; no answer within 15m. */
export function answerWords(behaviour: Behaviour): string {
  if (behaviour.unknown !== undefined) return `not known: ${behaviour.unknown}`
  const words = statusWords(behaviour)
  return `${words}${words.includes(',') ? ',' : ''} ${afterWords(behaviour)}`
}

/** A limit that was measured is told as it is written, when both are the same but for the noise of the measurement. */
function nominal({ decidedBy }: Behaviour, after: number): number {
  const limit = decidedBy?.milliseconds
  return limit !== undefined && Math.abs(after - limit) <= 0.05 * limit ? limit : after
}
