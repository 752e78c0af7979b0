import { CAUSES } from '../logs/causes/index.js'
import { forCaller, forVisitor } from './audience.js'
import { explain, type Library } from './explanation.js'
import { limitsAt, multiplesAt, neighboursOf } from './limits/index.js'
import type { Question } from './question.js'
import { STATUSES } from './statuses.js'
import type { Tally } from './tally.js'

const VERSION = { gatecrash: 1 } as const

/** The answer to a question as a piece of JSON, for programs. */
export function answerJson(question: Question, library: Library): object {
  const { kind, asked } = question
  if (question.kind === 'duration') {
    const { milliseconds } = question
    const limits = limitsAt(milliseconds)
    const multiples = multiplesAt(milliseconds)
    const near = limits.length + multiples.length === 0 ? neighboursOf(milliseconds) : []
    return { ...VERSION, kind, asked, milliseconds, limits, multiples, near }
  }
  if (question.kind === 'fine') return { ...VERSION, kind, asked, explanations: [] }
  const explanations = question.findings.map(finding => ({
    finding,
    ...explain(finding, library),
    caller: forCaller(CAUSES[finding.cause]),
    visitor: forVisitor(CAUSES[finding.cause])
  }))
  return { ...VERSION, kind, asked, ...(question.kind === 'status' && STATUSES[question.status]), explanations }
}

/** A log that was counted, as a piece of JSON. */
export function logJson(name: string, tally: Tally, library: Library): object {
  const { lines, fine, echoes, unknown, unknownExample } = tally
  const causes = tally.seen().map(seen => ({
    ...explain(seen.example, library),
    count: seen.count,
    first: seen.first,
    last: seen.last,
    example: seen.example,
    upstreams: Object.fromEntries(seen.upstreams.top(10)),
    routes: Object.fromEntries(seen.routes.top(10)),
    products: Object.fromEntries(seen.products.top(10)),
    limits: Object.fromEntries(seen.limits.top(10))
  }))
  return {
    ...VERSION,
    kind: 'log',
    name,
    lines,
    fine,
    echoes,
    unknown,
    ...(unknownExample !== undefined && { unknownExample }),
    causes
  }
}
