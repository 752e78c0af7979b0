import { parseScenario, planRun, type RunPlan } from '../scenario/index.js'

/** A stretch of a request's way on which a gateway may have a limit. */
export const STRETCHES = ['connect', 'tls', 'head', 'body', 'upload', 'idle'] as const
export type Stretch = (typeof STRETCHES)[number]

/** How one learns of the limit on a stretch: by an upstream that is silent there, and by one that does a little again and again. */
export interface Probe {
  readonly stretch: Stretch
  /** What the upstream does not do. */
  readonly says: string
  /** The upstream does nothing on it. */
  readonly silent: RunPlan
  /** It does a little again and again, for longer than twice the limit; undefined where there is no little. */
  readonly trickle?: RunPlan
}

/** Every limit is a whole second, since some products know nothing shorter; those that are not meant are far from the one that is. */
export const LIMIT = 1000
/** So long an unused connection is watched. */
export const WATCHED = 6000
/** So long the client waits: past that there is no limit, as far as anybody can bear. */
export const PATIENCE = 9000

const OK = 'HTTP/1.1 200 OK\\r\\nContent-Length: 10\\r\\n'

/** The probes, in the order of a request's way. */
export const PROBES: readonly Probe[] = [
  {
    stretch: 'connect',
    says: 'the SYN stays unanswered',
    silent: plan('{ connect: 1s, read: 7s }', ASK(), '{ listen: blackhole, script: [ hang ] }')
  },
  {
    stretch: 'tls',
    says: 'the connection is taken, and the handshake never answered',
    silent: { ...plan('{ connect: 1s, read: 3s }', ASK(), '[ hang ]'), tls: true }
  },
  {
    stretch: 'head',
    says: 'the request is read, and no head comes',
    silent: plan('{ connect: 3s, read: 1s }', ASK(), '[ receive: request, hang ]'),
    trickle: plan(
      '{ connect: 3s, read: 1s }',
      ASK(),
      `[ receive: request, send: "${OK}X: ", drip: { every: 400ms, send: "0123456789" }, send: "\\r\\n\\r\\n0123456789", hang ]`
    )
  },
  {
    stretch: 'body',
    says: 'the head comes, and no body',
    silent: plan('{ connect: 3s, read: 1s }', ASK(), `[ receive: request, send: "${OK}\\r\\n01234", hang ]`),
    trickle: plan(
      '{ connect: 3s, read: 1s }',
      ASK(),
      `[ receive: request, send: "${OK}\\r\\n", drip: { every: 400ms, send: "0123456789" }, hang ]`
    )
  },
  {
    stretch: 'upload',
    says: 'the body of the request is not taken',
    silent: plan('{ connect: 5s, read: 3s, write: 1s }', UPLOAD(), '[ receive: head, stop-reading, hang ]'),
    trickle: plan('{ connect: 5s, read: 3s, write: 1s }', UPLOAD(), slowly())
  },
  {
    stretch: 'idle',
    says: 'a connection that has been used lies unused',
    silent: plan(
      '{ connect: 2s, read: 4s, keepalive: 1s }',
      `[ { GET: / }, { wait: ${WATCHED}ms } ]`,
      '[ receive: request, respond: 200, hang ]'
    )
  }
]

function ASK(): string {
  return `{ GET: /, leave: ${PATIENCE}ms }`
}

function UPLOAD(): string {
  return `{ POST: /, body: { bytes: 8000000 }, leave: ${PATIENCE}ms }`
}

/**
 * Takes the body in eleven pieces, with a pause after each. They are large and the pauses short, since the kernel tells a sender of room
 * only when a third of its buffer is free.
 */
function slowly(): string {
  const pieces = Array.from({ length: 11 }, () => '{ receive: { bytes: 700000 } }, { wait: 160ms }')
  return `[ { receive: head }, ${pieces.join(', ')}, { receive: { bytes: 300000 } }, { respond: 200 }, hang ]`
}

function plan(timeouts: string, client: string, upstream: string): RunPlan {
  const { scenario, problems } = parseScenario(
    `title: A probe\nteaches: none\nbecause: a probe judges nothing\ntimeouts: ${timeouts}\nclient: ${client}\nupstream: ${upstream}
expect: { upstream: { requests: 0 } }
lesson: { symptom: none, noticed: none, check: none, fix: none, trap: none }`,
    'probe.yaml'
  )
  if (scenario === undefined) throw new Error(`a probe is wrong: ${JSON.stringify(problems)}`)
  return planRun(scenario, { speed: 1, limits: {} })
}
