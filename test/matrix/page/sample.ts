import type { AnswerResult, Cell, Evidence, TargetResults } from '../../../src/matrix/results.js'

/** Bytes that would end the script or begin an element, if they were not made safe. */
export const HOSTILE =
  '</script><script>document.title = "taken over"</script><img src="http://127.0.0.1:9/x" onerror="alert(1)">\u2028'

/** An answer as results have it. */
export function answer(part: Partial<AnswerResult> = {}): AnswerResult {
  return { request: 'GET /', status: 502, got: 'whole', attempts: 1, twice: false, after: 12.345, error: null, ...part }
}

/** A cell in which nothing is special but what a test says. */
export function cell(scenario: string, answers: readonly AnswerResult[], part: Partial<Cell> = {}): Cell {
  const evidence: Evidence = {
    configuration: `listen 127.64.0.1;\nupstream of ${scenario};\nend of the configuration`,
    received: answers.map(({ status }) => `HTTP/1.1 ${status} Some\r\n\r\n`),
    arrived: answers.map(({ request }) => request),
    log: [{ raw: 'upstream closed the connection', phase: 'head', error: 'connection_terminated' }],
    timeline: [
      { at: 0, side: 'client', says: 'sends GET /' },
      { at: 12.345, side: 'client', says: 'has the answer' }
    ],
    lanes: [
      { name: 'client', remark: '', stretches: [waiting] },
      { name: 'upstream', remark: 'nothing listens', stretches: [] }
    ],
    differences: [],
    command: `gatecrash run ${scenario} --target nginx`
  }
  return {
    scenario,
    title: `The title of ${scenario}`,
    expects: '502',
    because: 'RFC 9110 §15.6.3, an invalid response',
    teaches: 'connection_terminated',
    tags: ['502'],
    outcome: 'pass',
    same: true,
    rounds: [{ outcome: 'pass', answers }],
    evidence,
    ...part
  }
}

const waiting = {
  from: 0,
  to: 12.345,
  stroke: 'waits',
  labels: ['GET /'],
  end: 'broken',
  outcomes: ['502 after 12 ms'],
  tone: 'bad'
} as const

/** What one target answered. */
export function results(target: string, cells: readonly Cell[], part: Partial<TargetResults> = {}): TargetResults {
  return {
    format: 1,
    target,
    product: target.toUpperCase(),
    version: '1.2.3',
    date: '2026-11-20T10:00:00.000Z',
    speed: 1,
    rounds: 3,
    configurationHash: '0123456789abcdef',
    cells,
    ...part
  }
}

/** Two targets that differ in one scenario, one that could not be played, and bytes that mean no good. */
export function sample(): TargetResults[] {
  const skipped = {
    outcome: 'skipped',
    rounds: [{ outcome: 'skipped', why: 'it has no breaker', answers: [] }]
  } as const
  const crash = cell('crash', [answer()])
  const known = { check: 'status', expected: '502', found: 'none', because: 'it passes on what came' }
  const hostile = {
    outcome: 'differs',
    evidence: { ...crash.evidence, received: [HOSTILE], log: [{ raw: HOSTILE }], differences: [known] }
  } as const
  return [
    results('nginx', [
      crash,
      cell('two-lengths', [answer({ status: null, got: 'no-http' })], { ...hostile, tags: ['502', 'head'] }),
      cell('circuit-open', [], { ...skipped, teaches: 'destination_unavailable' })
    ]),
    results('reference', [
      crash,
      cell('two-lengths', [answer()]),
      cell('circuit-open', [answer({ status: 503 })], {
        same: false,
        rounds: [
          { outcome: 'pass', answers: [answer({ status: 503 })] },
          { outcome: 'fail', again: true, answers: [answer({ status: 502 })] }
        ]
      })
    ])
  ]
}
