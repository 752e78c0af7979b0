import { formatDuration } from '../../core/duration.js'
import type { LogEntry, Phase } from '../../core/log-entry.js'
import type { Answer } from '../../core/observation.js'
import { counted } from '../answers.js'
import { failureWords } from '../failure-words.js'
import type { Told } from '../told.js'
import { FEW, type Lane, type Stretch, stretch } from './lane.js'

const DOING: Readonly<Record<Phase, readonly string[]>> = {
  connect: ['connects to the upstream', 'connects'],
  tls: ['TLS handshake'],
  send: ['sends the request', 'sends'],
  head: ['waits for the head', 'waits'],
  body: ['passes the body on', 'body'],
  client: ['waits for the client', 'waits'],
  done: ['waits for the head', 'waits']
}

/** What the gateway was busy with, as its log tells, or else as the other two saw it. */
export function gatewayLanes(told: Told): Lane[] {
  const died = told.facts.find(fact => fact.side === 'gateway' && fact.what === 'died')
  const remark = died === undefined ? '' : 'the gateway itself died'
  const { answers } = told.seen
  if (answers.length > FEW) return [{ name: 'gateway', stretches: [together(told)], remark }]
  const rows = answers.map((answer, index) => stretchesOf(answer, entryFor(answer, index, told), told))
  return packed(rows).map((stretches, index, all) => ({
    name: all.length === 1 ? 'gateway' : `gateway ${index + 1}`,
    stretches,
    remark
  }))
}

/** Requests one after the other share a row; those at the same time do not. */
function packed(rows: readonly Stretch[][]): Stretch[][] {
  const lanes: Stretch[][] = []
  for (const row of rows) {
    const lane = lanes.find(each => (each.at(-1)?.to ?? 0) <= (row[0]?.from ?? 0))
    if (lane === undefined) lanes.push([...row])
    else lane.push(...row)
  }
  return lanes
}

/** The log's line about a request: by method and path where it tells them, else by order. */
function entryFor(answer: Answer, index: number, told: Told): LogEntry | undefined {
  const alike = (other: Answer) => other.label === answer.label
  const before = told.seen.answers.slice(0, index).filter(alike).length
  const own = told.seen.log.filter(entry => answer.label === `${entry.method} ${entry.path}`)
  return own[before] ?? (told.seen.log.some(entry => entry.path !== undefined) ? undefined : told.seen.log[index])
}

function stretchesOf(answer: Answer, entry: LogEntry | undefined, told: Told): Stretch[] {
  const from = answer.sentAt
  const to = Math.min(answer.endedAt, from + (entry?.timings?.end ?? Number.POSITIVE_INFINITY))
  const phase = entry?.phase ?? (answer.complete ? 'done' : 'head')
  const failure = entry === undefined ? '' : failureWords(entry, told.planned.limits)
  const connected = connectedAt(answer, entry, told)
  const head = from + (entry?.timings?.head ?? Number.POSITIVE_INFINITY)
  const steps: Stretch[] = []
  const last = {
    end: failure === '' ? 'edge' : 'broken',
    outcomes: failure === '' ? [] : [failure],
    tone: 'bad'
  } as const
  const add = (begin: number, end: number, doing: Phase, rest: Partial<Stretch>) =>
    steps.push(
      stretch(told.time(begin), told.time(end), doing === 'body' ? 'passes' : 'waits', {
        labels: DOING[doing],
        ...rest
      })
    )
  if (phase === 'connect' || connected === undefined) add(from, to, phase, last)
  else {
    const took = `connects ${formatDuration(told.scaled(connected - from))}`
    add(from, connected, 'connect', { labels: [took], end: 'open', minor: true })
    if (head < to && (phase === 'body' || phase === 'done')) {
      add(connected, head, 'head', { end: 'open' })
      add(head, to, 'body', { ...last, minor: failure === '' })
    } else add(connected, to, phase, last)
  }
  return steps
}

function connectedAt(answer: Answer, entry: LogEntry | undefined, told: Told): number | undefined {
  if (entry?.timings?.connect !== undefined) return answer.sentAt + entry.timings.connect
  const arrival = told.facts.find(
    fact => fact.side === 'upstream' && fact.what === 'request' && fact.at >= answer.sentAt
  )
  return arrival !== undefined && arrival.at <= answer.endedAt ? arrival.at : undefined
}

function together(told: Told): Stretch {
  const { answers, log } = told.seen
  const from = told.time(Math.min(...answers.map(answer => answer.sentAt)))
  const to = told.time(Math.max(...answers.map(answer => answer.endedAt)))
  const failures = counted(log.map(entry => failureWords(entry, told.planned.limits)).filter(words => words !== ''))
  const outcome = failures.map(([words, count]) => `${count} x ${words}`).join(', ')
  return stretch(from, to, 'waits', { labels: [`${answers.length} requests`], outcomes: [outcome], tone: 'bad' })
}
