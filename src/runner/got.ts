import type { Ending } from '../core/events.js'
import type { AnswerGot, Got } from '../core/got.js'
import type { Answer, Arrival, Observation } from '../core/observation.js'
import { attemptsOf } from './attempts.js'
import { replyOf } from './reply.js'

/** What each request of a run really led to: the client's bytes held against what the upstream sent. Pure. */
export function answersGot(observation: Observation): AnswerGot[] {
  const { answers, arrivals, unreadAt } = observation
  const attempts = attemptsOf(answers, arrivals)
  return answers.map(answer => {
    const own = attempts.get(answer) ?? []
    const reached = own.length + unreadAt.filter(at => onlyOneWaiting(answers, at) === answer).length
    const twice = NOT_TWICE.includes(answer.method) && reached > answer.earlier.length + 1
    return { request: answer.label, got: gotWith(answer, own, observation), attempts: reached, twice }
  })
}

/** What lay unread has no name: it is known by who waited for an answer then, when that was one only. */
function onlyOneWaiting(answers: readonly Answer[], at: number): Answer | undefined {
  const waiting = answers.length === 1 ? answers : answers.filter(answer => answer.sentAt <= at && at <= answer.endedAt)
  return waiting.length === 1 ? waiting[0] : undefined
}

/** Methods that RFC 9110 section 9.2.2 does not call idempotent. */
const NOT_TWICE = ['POST', 'PATCH']

const BY_ENDING: Readonly<Record<Ending, Got>> = {
  whole: 'whole',
  cut: 'cut',
  reset: 'reset',
  closed: 'nothing',
  'no-http': 'no-http',
  'gave-up': 'silence',
  refused: 'unreachable'
}

function gotWith(answer: Answer, attempts: readonly Arrival[], { gatewayDied }: Observation): Got {
  if (answer.complete) return wasMadeWhole(answer, attempts) ? 'made-whole' : 'whole'
  if (gatewayDied) return 'gateway-died'
  if (answer.status === undefined && answer.interim.length > 0 && answer.ending !== 'no-http') return 'interim-only'
  return BY_ENDING[answer.ending]
}

/** The client got the upstream's own answer, and that was incomplete every time. */
function wasMadeWhole({ status, raw }: Answer, attempts: readonly Arrival[]): boolean {
  const replies = attempts.map(replyOf).filter(reply => reply.status === status)
  if (replies.length === 0 || replies.some(reply => reply.state !== 'incomplete')) return false
  // A gateway answers errors of its own with 5xx as well: then the content tells whose answer it is.
  return (status ?? 0) < 500 || replies.some(({ begins }) => begins !== '' && raw.includes(begins))
}
