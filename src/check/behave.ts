import type { ConfiguredUpstream, Route } from '../configurations/configuration.js'
import type { Answer, Arrival, Observation } from '../core/observation.js'
import { answersGot, replyOf } from '../runner/index.js'
import type { Behaviour, Failure } from './behaviour.js'
import { deciderOf } from './decider.js'
import type { Pace } from './pace.js'
import { BESIDE } from './stage.js'

/** What a busy machine may take for anything, in real milliseconds: a moment, however fast a clock runs. */
const MOMENT = 150
/** So much of a body is told. */
const PAGE = 4000

/** What a run showed of a route: that of its last request, in the time of production. `upstreams` are all that are asked how they are meanwhile. */
export function behaviourOf(
  route: Route,
  upstreams: readonly ConfiguredUpstream[],
  failure: Failure,
  pace: Pace,
  seen: Observation
): Behaviour {
  // Not how they are, and of others not who the client is.
  const isAsked = (arrival: Arrival) =>
    !arrival.upstream.startsWith(BESIDE) && !isHealthCheck(arrival, route, upstreams)
  const observation = { ...seen, arrivals: seen.arrivals.filter(isAsked).map(aimed) }
  const answer = observation.answers.at(-1)
  const got = answersGot(observation).at(-1)
  if (answer === undefined || got === undefined) return unknown(route, failure, pace, 'the client sent nothing')
  const took = answer.ending === 'gave-up' ? null : inProduction(answer.endedAt - answer.sentAt, pace)
  const reply = lastReply(observation.arrivals, answer)
  const page = bodyOf(answer.raw)
  const isTheirOwn = isTheirs(page, observation.arrivals) || isGrpc(answer, reply)
  const author = page === '' ? 'nobody' : isTheirOwn ? 'upstream' : 'gateway'
  const behaviour: Behaviour = {
    ...partly(route, failure, pace),
    status: answer.status ?? null,
    // A page of the gateway's own with the status of what the upstream broke off is no broken answer.
    got: got.got === 'made-whole' && author === 'gateway' ? 'whole' : got.got,
    after: took === null ? null : Math.round(took),
    blur: Math.round(MOMENT * pace.speed),
    attempts: got.attempts,
    twice: got.twice,
    author,
    page: page.slice(0, PAGE),
    fields: answer.fields,
    upstreamStatus: reply ?? null,
    log: seen.log.map(({ raw }) => raw)
  }
  const decidedBy = deciderOf(route, behaviour, pace)
  return { ...behaviour, ...(decidedBy && { decidedBy }) }

  /** A gateway may ask for another path than it was asked for; nobody else asks anything meanwhile. */
  function aimed(arrival: Arrival): Arrival {
    return { ...arrival, target: route.path }
  }
}

/** Where a limit is in question that is far longer, a moment is none of it. */
function inProduction(real: number, { speed, limit }: Pace): number {
  const moment = real < MOMENT && real * speed < limit * 0.1
  return moment ? real : real * speed
}

/** A cell of which nothing can be said. */
export function unknown(route: Route, failure: Failure, pace: Pick<Pace, 'patience'>, why: string): Behaviour {
  return { ...partly(route, failure, pace), unknown: why }
}

function partly(route: Route, failure: Failure, { patience }: Pick<Pace, 'patience'>): Behaviour {
  return {
    route: route.id,
    failure: failure.id,
    status: null,
    got: 'nothing',
    after: null,
    patience,
    attempts: 0,
    twice: false,
    author: 'nobody',
    page: '',
    fields: [],
    upstreamStatus: null,
    log: []
  }
}

function isHealthCheck(
  { method, target }: Arrival,
  { path }: Route,
  upstreams: readonly ConfiguredUpstream[]
): boolean {
  const paths = upstreams.flatMap(({ health }) => (health?.path === undefined ? [] : [health.path]))
  return method === 'OPTIONS' || (target !== path && paths.includes(target))
}

function lastReply(arrivals: readonly Arrival[], { sentAt }: Answer): number | undefined {
  const own = arrivals.filter(({ at }) => at >= sentAt).at(-1)
  return own === undefined ? undefined : replyOf(own).status
}

/** The body as text, with the frames of chunks left out. */
function bodyOf(raw: string): string {
  const at = raw.lastIndexOf('HTTP/1.', raw.indexOf('\r\n\r\n'))
  const head = raw.indexOf('\r\n\r\n', Math.max(0, at))
  if (head < 0) return raw
  const body = raw.slice(head + 4)
  if (!/\r\ntransfer-encoding: *chunked/i.test(raw.slice(0, head))) return body
  return body.replace(/(?:^|\r\n)[\da-f]+(?:;[^\r\n]*)?\r\n/gi, '').replace(/\r\n$/, '')
}

/** A message of gRPC is not what the script has sent, but what was made of it. */
function isGrpc({ fields, status }: Answer, reply: number | undefined): boolean {
  return status === reply && fields.some(value => value.startsWith('application/grpc'))
}

const BEGINNING = 24

function isTheirs(page: string, arrivals: readonly Arrival[]): boolean {
  const begins = page.slice(0, BEGINNING)
  return arrivals.some(({ sent }) =>
    sent
      .map(({ bytes }) => bytes)
      .join('')
      .includes(begins)
  )
}
