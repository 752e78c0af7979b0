import { formatDuration } from '../../core/duration.js'
import type { LogEntry, Phase } from '../../core/log-entry.js'
import type { Answer } from '../../core/observation.js'
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
  const from = told.time(answer.sentAt)
  const to = told.time(Math.min(answer.endedAt, answer.sentAt + (entry?.timings?.end ?? NEVER)))
  const phase = entry?.phase ?? (answer.complete ? 'done' : 'head')
  const connected = connectedAt(answer, entry, told)
  const last = endOf(answer, entry, told)
  if (phase === 'connect' || connected === undefined) return [doing(phase, from, to, last)]
  const connecting = connectingStretch(from, connected)
  const head = told.time(answer.sentAt + (entry?.timings?.head ?? NEVER))
  if (head >= to || (phase !== 'body' && phase !== 'done')) return [connecting, doing(phase, connected, to, last)]
  return [
    connecting,
    doing('head', connected, head, { end: 'open', minor: true }),
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

/** When the connection stood: as the gateway tells, or else when the upstream had the request. */
function connectedAt(answer: Answer, entry: LogEntry | undefined, told: Told): number | undefined {
  if (entry?.timings?.connect !== undefined) return told.time(answer.sentAt + entry.timings.connect)
  const arrival = told.seen.arrivals.find(each => each.at >= answer.sentAt && each.at <= answer.endedAt)
  return arrival && told.time(arrival.at)
}
