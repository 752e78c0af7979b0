import { basename } from 'node:path'
import { Trouble } from '../core/errors.js'
import { INVALID, type Problem } from '../core/shape/index.js'
import { checkConsistency } from './consistency.js'
import { locate } from './locate.js'
import { type Scenario, scenarioWords } from './scenario.js'
import { readSource } from './source.js'
import { tellProblems } from './tell-problems.js'

/** A file that was read: the scenario, or all that is wrong with it. */
export type ReadScenario =
  | { readonly scenario: Scenario; readonly problems: readonly [] }
  | { readonly scenario: undefined; readonly problems: readonly Problem[] }

/** Reads the text of a scenario file; every mistake in it is told, not only the first. */
export function parseScenario(source: string, file: string): ReadScenario {
  const { root, problems: syntax, readable } = locate(source)
  if (!readable) return { scenario: undefined, problems: syntax }
  const problems: Problem[] = [...syntax]
  const complain = (problem: Problem) => problems.push(problem)
  const words = scenarioWords.read(root, complain)
  if (words !== INVALID) checkConsistency(words, root, complain)
  if (words === INVALID || problems.length > 0) return { scenario: undefined, problems: inOrder(problems) }
  return { scenario: { ...words, id: basename(file).replace(/\.ya?ml$/, ''), file }, problems: [] }
}

/** Reads a scenario file, or tells all that is wrong with it in one Trouble. */
export async function readScenario(file: string): Promise<Scenario> {
  const source = await readSource(file)
  const { scenario, problems } = parseScenario(source, file)
  if (scenario !== undefined) return scenario
  throw new Trouble(
    'bad-scenario',
    tellProblems(problems, source, file),
    'Every word of the language: docs/language.md'
  )
}

/** From top to bottom, each once: what stands at an anchor is read again at each of its aliases. */
function inOrder(problems: readonly Problem[]): Problem[] {
  const once = new Map(problems.map(problem => [JSON.stringify(problem), problem]))
  return [...once.values()].sort((a, b) => a.place.line - b.place.line || a.place.column - b.place.column)
}
