import { answerWords } from './answer-words.js'
import type { CheckResult } from './result.js'

/** A route on a failure as a test of a test report. */
export interface Case {
  readonly route: string
  readonly failure: string
  /** What happened, in a few words. */
  readonly says: string
  readonly outcome: 'passed' | 'failed' | 'skipped'
  /** Why it failed: the rules that it breaks, and what changed. Why it was skipped. */
  readonly why: readonly string[]
  /** Milliseconds of production. */
  readonly took: number
}

/** Every route on every failure as a test; what is broken or changed and belongs to none of them is one of its own. */
export function casesOf(result: CheckResult): readonly Case[] {
  const untold = new Set(troublesOf(result))
  const cases = result.behaviours.map((behaviour): Case => {
    const { route, failure, unknown, after } = behaviour
    const troubles = [...untold].filter(each => each.route === route && each.failure === failure)
    for (const each of troubles) untold.delete(each)
    const why = troubles.map(({ text }) => text)
    const outcome = why.length > 0 ? 'failed' : unknown === undefined ? 'passed' : 'skipped'
    const reason = outcome === 'skipped' && unknown !== undefined ? [unknown] : why
    return { route, failure, says: answerWords(behaviour), outcome, why: reason, took: after ?? behaviour.patience }
  })
  return [...cases, ...[...untold].map(left)]
}

interface Trouble {
  readonly route: string
  readonly failure: string
  readonly text: string
}

function left({ route, failure, text }: Trouble): Case {
  return { route, failure, says: text, outcome: 'failed', why: [text], took: 0 }
}

function troublesOf({ broken, changes, behaviours }: CheckResult): readonly Trouble[] {
  const rules = broken.map(({ rule, route, failure, expected, found }) => {
    return { route, failure, text: `${rule}: expected ${expected}, found ${found}` }
  })
  return [...rules, ...changes.map(text => ({ ...cellOf(text, behaviours), text: `changed: ${text}` }))]
}

/** A change begins with what it is about: /api on hang: … */
function cellOf(change: string, behaviours: CheckResult['behaviours']): Omit<Trouble, 'text'> {
  const cell = behaviours.find(({ route, failure }) => change.startsWith(`${route} on ${failure}: `))
  return { route: cell?.route ?? 'the configuration', failure: cell?.failure ?? 'the lock' }
}
