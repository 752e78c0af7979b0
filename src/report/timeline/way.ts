import { formatDuration } from '../../core/duration.js'
import type { LogEntry, Phase } from '../../core/log-entry.js'
import type { Answer, Arrival } from '../../core/observation.js'
import { failureWords } from '../failure-words.js'
import type { Told } from '../told.js'
import { type Stretch, stretch } from './lane.js'

const DOING: Readonly<Record<Phase, readonly string[]>> = {
  connect: ['connects to the upstream', 'connects'],
  tls: ['TLS handshake'],
  send: ['sends the request', 'sends'],
  head: ['waits for the head', 'waits'],
  body: ['passes the body on', 'body'],
  client: ['waits for the client', 'waits'],
  done: ['waits for the head', 'waits']
}

const NEVER = Number.POSITIVE_INFINITY

/** The way of one request through the gateway: connecting, waiting, passing on, as far as it came. */
export function wayOf(answer: Answer, entry: LogEntry | undefined, told: Told): Stretch[] {
  const took = takenAt(answer, entry, told)
  const from = told.time(took)
  const to = told.time(Math.min(answer.endedAt, took + (entry?.timings?.end ?? NEVER)))
  const phase = entry?.phase ?? (answer.complete ? 'done' : 'head')
  const connected = connectedAt(answer, entry, took, told)
  const last = endOf(answer, entry, told)
  if (phase === 'connect' || connected === undefined) return [doing(phase, from, to, last)]
  const connecting = connectingStretch(from, connected)
  const head = told.time(took + (entry?.timings?.head ?? NEVER))
  if (head >= to || (phase !== 'body' && phase !== 'done')) return [connecting, doing(phase, connected, to, last)]
  return [
    connecting,
    doing('head', connected, head, { end: 'open', minor: last.end === 'broken' }),
    doing('body', head, to, { minor: last.end !== 'broken', ...last })
  ]
}

function doing(phase: Phase, from: number, to: number, rest: Partial<Stretch>): Stretch {
  return stretch(from, to, phase === 'body' ? 'passes' : 'waits', { labels: DOING[phase], quiet: true, ...rest })
}

function connectingStretch(from: number, to: number): Stretch {
  const labels = [`connects ${formatDuration(to - from)}`]
  return stretch(from, to, 'waits', { labels, end: 'open', quiet: true, minor: true })
}

/** How the way ends: broken with the reason that the log tells; open when nobody tells anything. */
function endOf(answer: Answer, entry: LogEntry | undefined, told: Told): Partial<Stretch> {
  if (entry === undefined) return { end: answer.complete ? 'edge' : 'open' }
  const failure = failureWords(entry, told.planned.limits)
  return failure === '' ? {} : { end: 'broken', outcomes: [failure], tone: 'bad' }
}

/** When the gateway took the request, which no clock tells: the client saw the end as soon as the gateway was done, but nothing arrived before it was taken. */
function takenAt(answer: Answer, entry: LogEntry | undefined, told: Told): number {
  if (entry?.timings?.end === undefined) return answer.sentAt
  const latest = arrivalOf(answer, told)?.at ?? NEVER
  return Math.max(answer.sentAt, Math.min(answer.endedAt - entry.timings.end, latest))
}

/** When the connection stood: as the gateway tells, or else when the upstream had the request. */
function connectedAt(answer: Answer, entry: LogEntry | undefined, took: number, told: Told): number | undefined {
  const connected = entry?.timings?.connect === undefined ? arrivalOf(answer, told)?.at : took + entry.timings.connect
  return connected && told.time(connected)
}

function arrivalOf(answer: Answer, told: Told): Arrival | undefined {
  return told.seen.arrivals.find(each => each.at >= answer.sentAt && each.at <= answer.endedAt)
}
