import type { TargetCard } from '../../src/core/events.js'
import type { Answer, Arrival, Observation } from '../../src/core/observation.js'
import { parseScenario, planRun, type RunPlan } from '../../src/scenario/index.js'

const REST = `
teaches: connection_read_timeout
because: it is a test
upstream: [ receive: request, hang ]
lesson: { symptom: s, noticed: n, check: c, fix: f, trap: t }`

/** A plan with these words, at this speed. */
export function planOf(words: string, speed = 1, recorded?: Parameters<typeof planRun>[1]['recorded']): RunPlan {
  const { scenario, problems } = parseScenario(`title: A test\n${words}${REST}`, 'a-test.yaml')
  if (scenario === undefined) throw new Error(JSON.stringify(problems))
  return planRun(scenario, { speed, limits: {}, recorded })
}

export const OURS: TargetCard = {
  name: 'reference',
  product: 'ours',
  version: '1.0.0',
  namesErrors: true,
  clockGrain: 1
}
export const THEIRS: TargetCard = {
  name: 'nginx',
  product: 'nginx',
  version: '1.22.1',
  namesErrors: false,
  clockGrain: 10
}

/** An answer as the client saw it: 504 after a second, unless told otherwise. */
export function answer(told: Partial<Answer> = {}): Answer {
  return {
    request: 0,
    label: 'GET /',
    method: 'GET',
    sentAt: 10,
    firstByteAt: 1012,
    headAt: 1012,
    endedAt: 1013,
    status: 504,
    reason: 'Gateway Timeout',
    fields: ['Proxy-Status', 'edge-1; error=connection_read_timeout'],
    interim: [],
    ending: 'whole',
    complete: true,
    bodySize: 0,
    raw: '',
    earlier: [],
    ...told
  }
}

/** A request as it arrived at the upstream. */
export function arrival(told: Partial<Arrival> = {}): Arrival {
  return { upstream: 'upstream', connection: 0, method: 'GET', target: '/', at: 12, bodySize: 0, sent: [], ...told }
}

/** What all sides saw of one answer. */
export function observation(answers: readonly Answer[], told: Partial<Observation> = {}): Observation {
  const none = { unread: 0, unreadAt: [], queries: [], lockWaits: [], log: [], effects: [], addresses: {} }
  const nothing = { ...none, crashed: false, gatewayDied: false, keptWaiting: 0 }
  return { answers, arrivals: [arrival()], connections: 1, ...nothing, ...told }
}
