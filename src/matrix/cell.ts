import type { ScenarioCard } from '../core/lesson.js'
import type { Outcome } from '../core/verdict.js'
import type { AnswerResult, Cell, Evidence, Round } from './results.js'

/** The worst of its rounds is what a cell came to; this is the order. */
const FROM_GOOD_TO_BAD: readonly Outcome[] = ['pass', 'differs', 'skipped', 'fail', 'broken']

/** Makes a cell of its rounds and what was seen in the first one. */
export function cellFrom(card: ScenarioCard, rounds: readonly Round[], evidence: Evidence): Cell {
  const outcomes = rounds.map(round => round.outcome)
  return {
    scenario: card.id,
    title: card.title,
    expects: card.answer,
    because: card.because,
    ...(card.teaches !== 'none' && { teaches: card.teaches }),
    tags: card.tags,
    outcome: FROM_GOOD_TO_BAD.findLast(outcome => outcomes.includes(outcome)) ?? 'broken',
    same: new Set(rounds.filter(saysSomething).map(inShort)).size <= 1,
    rounds,
    evidence
  }
}

/** A testbed that failed says nothing about the target, also not that it answers now so and now otherwise. */
function saysSomething({ outcome }: Round): boolean {
  return outcome !== 'broken'
}

/** All of a round that must be the same each time. */
function inShort({ outcome, answers }: Round): string {
  const labels = [...new Set(answers.map(({ request }) => request))]
  return JSON.stringify([outcome, labels.map(label => alike(answers.filter(({ request }) => request === label)))])
}

/** Of requests that were alike nobody can say which is which: what they got together counts. */
function alike(answers: readonly AnswerResult[]): unknown {
  const got = answers.map(({ status, got, error }) => `${status} ${got} ${error}`)
  return [got.toSorted(), answers.reduce((sum, { attempts }) => sum + attempts, 0)]
}
