import type { MatrixTold, TableCell } from '../report/index.js'
import type { AnswerResult, Cell, TargetResults } from './results.js'

/** A matrix as a report tells it: a row for each scenario and a column for each target, in the order given. */
export function toldOf(
  scenarios: readonly string[],
  columns: readonly { readonly name: string }[],
  results: readonly TargetResults[]
): Pick<MatrixTold, 'targets' | 'rows' | 'remarks' | 'again'> {
  const targets = columns.map(({ name }) => name)
  const cellOf = (scenario: string, target: string) =>
    results.find(each => each.target === target)?.cells.find(cell => cell.scenario === scenario)
  const cellsOf = (scenario: string) => targets.map(target => cellOf(scenario, target))
  return {
    targets,
    again: results.flatMap(({ cells }) => cells.flatMap(({ rounds }) => rounds.filter(({ again }) => again))).length,
    rows: scenarios.map(scenario => ({ scenario, cells: cellsOf(scenario).map(cell => cell && inShort(cell)) })),
    remarks: scenarios.flatMap(scenario =>
      targets.flatMap(target => remarkOn(cellOf(scenario, target), `${scenario} on ${target}`))
    )
  }
}

/** What somebody should look at: what failed, was broken, or was not the same each time. */
function remarkOn(cell: Cell | undefined, title: string): MatrixTold['remarks'] {
  if (cell === undefined) return []
  const { outcome, same, rounds, evidence } = cell
  if (same && outcome !== 'fail' && outcome !== 'broken') return []
  const failed = evidence.differences.filter(({ because }) => because === undefined)
  const says = [
    ...new Set(rounds.flatMap(({ outcome, why }) => (outcome === 'broken' && why !== undefined ? [why] : []))),
    ...failed.map(({ check, expected, found }) => `${check}: expected ${expected}, found ${found}`),
    ...(same
      ? []
      : rounds.map(({ outcome, answers }, at) =>
          `round ${at + 1}: ${outcome} ${answers.map(inFull).join(', ')}`.trim()
        ))
  ]
  return [{ title, outcome, says, command: evidence.command }]
}

function inShort({ outcome, same, rounds }: Cell): TableCell {
  return { outcome, same, text: textOf(rounds.find(round => round.answers.length > 0)?.answers ?? []) }
}

/** Each answer once, in the order of first sight: 504; 200 502; 200 cut. */
function textOf(answers: readonly AnswerResult[]): string {
  return [...new Set(answers.map(inWords))].join(' ')
}

/** With all that must be the same each time. */
function inFull(answer: AnswerResult): string {
  const { attempts, error } = answer
  return `${inWords(answer)}${error === null ? '' : ` ${error}`}, sent ${attempts} times`
}

function inWords({ status, got }: AnswerResult): string {
  if (status === null) return got
  return got === 'whole' ? `${status}` : `${status} ${got}`
}
