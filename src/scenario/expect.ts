import { CHECKS, checkNamed } from '../checks/index.js'
import type { Check } from '../core/check.js'
import {
  type Complain,
  INVALID,
  type Invalid,
  type JsonSchema,
  type Located,
  may,
  object,
  refuse,
  type Shape
} from '../core/shape/index.js'
import { LATER_EXPECTATIONS } from './later-words.js'

/** Expectations by the name of their check. */
export type Expectations = Readonly<Record<string, unknown>>

/** What a run is expected to show: for the run (or its only request), and for requests by their label. */
export interface Expected {
  readonly all: Expectations
  readonly byRequest: Readonly<Record<string, Expectations>>
}

const LABEL = /^[A-Z]+ [/*]/
/** A label with a slip in it is still about a request: it is held against those that the client sends. */
const LIKE_A_LABEL = /^[A-Za-z]+ [/*]|^\//

function fieldsOf(checks: readonly Check[]) {
  return Object.fromEntries(checks.map(check => [check.name, may(check.shape, check.says)]))
}

const answerFields = { ...fieldsOf(CHECKS.filter(check => check.about === 'answer')), ...LATER_EXPECTATIONS.answer }
const ofAnswer: Shape<Expectations> = object('a map of expectations', answerFields)
const status = checkNamed('status') as Check

/** What one request is expected to get; a bare number is a status. */
export const answerExpectation: Shape<Expectations> = {
  expected: 'a status, or a map of expectations',
  fits: node => ofAnswer.fits(node) || status.shape.fits(node),
  read(node, complain) {
    if (node.kind === 'map') return ofAnswer.read(node, complain)
    const value = status.shape.read(node, complain)
    return value === INVALID ? INVALID : { status: value }
  },
  schema: () => ({ title: 'answer', anyOf: [status.shape.schema(), ofAnswer.schema()] })
}

const ofRun = object('a map of expectations, by word, or by request ("GET /health": 504)', {
  ...fieldsOf(CHECKS),
  ...LATER_EXPECTATIONS.answer
})

/** What a run is expected to show. */
export const expectation: Shape<Expected> = {
  expected: ofRun.expected,
  fits: node => node.kind === 'map',
  read: readExpectation,
  schema: (): JsonSchema => ({
    title: 'expectation',
    ...ofRun.schema(),
    patternProperties: { [LABEL.source]: answerExpectation.schema() }
  })
}

function readExpectation(node: Located, complain: Complain): Expected | Invalid {
  if (node.kind !== 'map' || node.entries.length === 0) return refuse(node, ofRun.expected, complain)
  const labelled = node.entries.filter(entry => LIKE_A_LABEL.test(entry.key))
  const rest = { ...node, entries: node.entries.filter(entry => !LIKE_A_LABEL.test(entry.key)) }
  const all = ofRun.read(rest, complain)
  const pairs = labelled.map(entry => [entry.key, answerExpectation.read(entry.value, complain)] as const)
  if (all === INVALID || pairs.some(([, value]) => value === INVALID)) return INVALID
  return { all, byRequest: Object.fromEntries(pairs) as Expected['byRequest'] }
}
