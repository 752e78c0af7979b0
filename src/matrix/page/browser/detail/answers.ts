import { formatDuration } from '../../../../core/duration.js'
import type { AnswerResult } from '../../../results.js'
import { answerWords, gotSentence, OUTCOMES } from '../../words.js'
import { type Child, element } from '../element.js'
import type { Opened } from './place.js'

const HEADS = ['Request', 'The client got', 'After', 'Reached the upstream', 'Error type in the log']

const AGAIN = 'The machine was too busy for one round of it, which was played again in the end, alone.'

/** What each request led to; round by round when they were not alike. */
export function answers({ cell }: Opened): Child {
  const rounds = cell.same ? cell.rounds.slice(0, 1) : cell.rounds
  const told = rounds.flatMap(({ outcome, why, answers }, at) => [
    cell.same ? null : element('h3', {}, `Round ${at + 1}: ${OUTCOMES[outcome].short}`),
    why === undefined ? null : element('p', { class: 'why' }, why),
    answers.length === 0 ? null : table(answers)
  ])
  return cell.again ? [...told, element('p', { class: 'why' }, AGAIN)] : told
}

function table(answers: readonly AnswerResult[]): HTMLElement {
  const head = HEADS.map(text => element('th', { scope: 'col' }, text))
  return element(
    'div',
    { class: 'wide' },
    element(
      'table',
      { class: 'list stack' },
      element('thead', {}, element('tr', {}, head)),
      element('tbody', {}, answers.map(rowOf))
    )
  )
}

function rowOf(answer: AnswerResult): HTMLElement {
  const { request, got, after, attempts, twice, error } = answer
  const cells: readonly Child[] = [
    [element('b', {}, answerWords(answer)), got === 'whole' ? null : element('small', {}, gotSentence(got))],
    formatDuration(after),
    [
      times(attempts),
      twice ? element('small', {}, 'More often than the client sent it, and it must not be done twice.') : null
    ],
    error === null ? 'none' : element('code', {}, error)
  ]
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, element('code', {}, request)),
    cells.map((cell, at) => element('td', { 'data-head': HEADS[at + 1] ?? '' }, cell))
  )
}

function times(count: number): string {
  if (count === 0) return 'never'
  return count === 1 ? 'once' : `${count} times`
}
