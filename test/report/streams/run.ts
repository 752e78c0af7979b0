import type { Event, Fact, Planned, Sight } from '../../../src/core/events.js'
import type { ScenarioCard } from '../../../src/core/lesson.js'
import type { LogEntry } from '../../../src/core/log-entry.js'
import type { CheckResult, RetryAdvice, Verdict } from '../../../src/core/verdict.js'

/** A moment of a run and what was seen then. */
export type Seen = readonly [at: number, sight: Sight]

/** A scenario's card with the parts that a test does not look at filled in. */
export function card(part: Partial<ScenarioCard> & Pick<ScenarioCard, 'id' | 'title'>): ScenarioCard {
  return {
    teaches: 'none',
    because: 'nothing is wrong here',
    tags: [],
    common: false,
    answer: '200',
    lesson: {
      symptom: 'The symptom.',
      noticed: 'What noticed it.',
      check: 'The check.',
      fix: 'The fix.',
      trap: 'The trap.'
    },
    remedies: [],
    ...part
  }
}

/** What is planned, on the reference gateway unless it says otherwise. */
export function planned(scenario: ScenarioCard, requests: string[], part: Partial<Planned> = {}): Planned {
  return {
    event: 'planned',
    gatecrash: 1,
    run: scenario.id,
    began: Date.UTC(2026, 10, 20, 12),
    scenario,
    target: { name: 'reference', product: 'the reference gateway', version: '0.1.0', namesErrors: true, clockGrain: 1 },
    remedy: null,
    speed: 1,
    limits: { connect: 300, read: 1000 },
    requests,
    ...part
  }
}

/** A verdict with the parts that a test does not look at left empty. */
export function verdict(outcome: Verdict['outcome'], part: Partial<Verdict> = {}): Verdict {
  return { outcome, checks: [], retry: [], answers: [], ...part }
}

/** The events of a whole run. */
export function run(plan: Planned, seen: readonly Seen[], judged: Verdict): Event[] {
  const facts = seen.map(([at, sight]): Fact => ({ event: 'fact', run: plan.run, at, ...sight }))
  const end = Math.max(0, ...seen.map(([at]) => at)) + 1
  return [
    plan,
    ...facts,
    { event: 'judged', run: plan.run, at: end, verdict: judged },
    { event: 'ended', run: plan.run, at: end + 2 }
  ]
}

/** The client sends a request. */
export function sends(at: number, request = 0, reused = false): Seen[] {
  return [
    [at, { side: 'client', what: 'connected', request, reused }],
    [at, { side: 'client', what: 'sent', request, size: 80, bytes: '' }]
  ]
}

/** The client gets bytes. */
export function receives(at: number, text: string, request = 0): Seen {
  const bytes = Buffer.from(text, 'latin1')
  return [at, { side: 'client', what: 'received', request, size: bytes.length, bytes: bytes.toString('base64') }]
}

/** The client gets a head. */
export function answered(at: number, status: number, reason: string, fields: string[] = [], request = 0): Seen[] {
  const lines = fields.flatMap((name, index) => (index % 2 === 0 ? [`${name}: ${fields[index + 1]}\r\n`] : []))
  return [
    receives(at, `HTTP/1.1 ${status} ${reason}\r\n${lines.join('')}\r\n`, request),
    [at, { side: 'client', what: 'head', request, status, reason, fields }]
  ]
}

type EndingSight = Extract<Sight, { what: 'ended' }>

/** The exchange ends for the client. */
export function ends(at: number, how: EndingSight['how'], bodySize = 0, request = 0): Seen {
  return [at, { side: 'client', what: 'ended', request, how, complete: how === 'whole', bodySize }]
}

type Doing =
  | { what: 'listening'; how: string }
  | { what: 'accepted' }
  | { what: 'request'; method: string; target: string }
  | { what: 'unread' }
  | { what: 'step'; step: string; says: string }
  | { what: 'query'; outcome: Extract<Sight, { what: 'query' }>['outcome'] }
  | { what: 'sent'; size: number; taken: boolean }
  | { what: 'answered'; status: number; taken: boolean }
  | { what: 'closed'; by: 'upstream' | 'gateway'; how: 'fin' | 'rst' }
  | { what: 'crashed'; signal: string }

/** Something happens at the upstream. */
export function upstream(at: number, doing: Doing, connection = 0): Seen {
  const side = { side: 'upstream', upstream: 'upstream' } as const
  if (doing.what === 'listening') return [at, { ...side, ...doing, address: '127.0.0.1:4711' }]
  if (doing.what === 'crashed') return [at, { ...side, ...doing }]
  const common = { ...side, connection, request: 0 }
  if (doing.what === 'request') return [at, { ...common, ...doing, fields: [] }]
  if (doing.what === 'sent') return [at, { ...common, ...doing, bytes: '' }]
  return [at, { ...common, ...doing }]
}

/** The gateway writes a line into its log. */
export function logs(at: number, entry: Partial<LogEntry>): Seen {
  return [at, { side: 'gateway', what: 'log', entry: { level: 'error', raw: '{"level":50}', message: '', ...entry } }]
}

/** An expectation that is met as it is written, unless it says otherwise. */
export function check(name: string, expected: string, part: Partial<CheckResult> = {}): CheckResult {
  return { name, ok: true, expected, found: expected, ...part }
}

/** Whether the client may ask again. */
export function advice(request: string, may: RetryAdvice['may'], why: string): RetryAdvice {
  return { request, may, why }
}
