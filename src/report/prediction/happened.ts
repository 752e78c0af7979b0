import type { Answer, Arrival } from '../../core/observation.js'
import { triesOf } from '../../core/tries.js'
import { answerText } from '../answers.js'
import { failureWords } from '../failure-words.js'
import type { Told } from '../told.js'
import type { Prediction } from './questions.js'

/** What became of one question: the truth, as it is written, and why it is so. */
export interface Happened<V> {
  readonly value: V
  readonly text?: string
  readonly why: string
}

/** The answers that the run itself gives. */
export type Truth = { readonly [K in keyof Prediction]: Happened<Prediction[K]> }

/** What really happened to a request, by its index. */
export function truthOf(told: Told, request: number): Truth {
  const answer = told.seen.answers[request] as Answer
  const arrival = arrivalOf(answer, told)
  return {
    status: statusOf(answer, told),
    after: { value: told.scaled(lastedFor(answer)), why: whyThatLong(answer, told) },
    work: workOf(arrival, told),
    retry: retryOf(answer, told)
  }
}

function statusOf(answer: Answer, { planned }: Told): Truth['status'] {
  const { teaches, because } = planned.scenario
  const kind = teaches === 'none' ? '' : `${teaches}: `
  const why =
    planned.remedy === null ? `${kind}${because}` : 'with this remedy the upstream, or a limit, is another one'
  return { value: answer.status ?? 'none', text: answerText(answer), why }
}

/** Of requests that are alike, the first one belongs to the first that arrived. */
function arrivalOf(answer: Answer, { seen }: Told): Arrival | undefined {
  const before = seen.answers.filter(({ label, request }) => label === answer.label && request < answer.request)
  const tries = triesOf(before).length
  return seen.arrivals.filter(({ method, target }) => `${method} ${target}` === answer.label)[tries]
}

/** With all that came before it when the client tried several times. */
function lastedFor(answer: Answer): number {
  return answer.endedAt - (answer.earlier[0] ?? answer).sentAt
}

const AT_ONCE = 250

function whyThatLong(answer: Answer, { seen, planned, scaled }: Told): string {
  const entry = seen.log.find(line => line.error !== undefined && `${line.method} ${line.path}` === answer.label)
  const words = entry === undefined ? '' : failureWords(entry, planned.limits)
  if (words.includes('timeout')) return `it was ended by the gateway's ${words}`
  return scaled(lastedFor(answer)) < AT_ONCE ? 'nobody waited for anything' : 'the upstream took that long'
}

function workOf(arrival: Arrival | undefined, { seen }: Told): Truth['work'] {
  if (arrival === undefined) {
    const why = seen.unread > 0 ? 'it was never read' : 'it never reached the upstream'
    return { value: 'no', why }
  }
  const { answered } = arrival
  if (answered === undefined)
    return { value: 'nobody knows', why: 'it was read, and no answer tells how far the work had come' }
  return { value: 'yes', why: answered.taken ? 'the upstream answered' : 'the upstream came to its end, for nobody' }
}

function retryOf(answer: Answer, { verdict }: Told): Truth['retry'] {
  const advice = verdict.retry.find(({ request }) => request === answer.label)
  return advice === undefined
    ? { value: 'no', why: 'there is no need to: the answer is whole' }
    : { ...advice, value: advice.may }
}
