import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { Trouble } from '../core/errors.js'
import { INVALID, type Problem } from '../core/shape/index.js'
import { checkConsistency } from './consistency.js'
import { locate } from './locate.js'
import { type Scenario, scenarioWords } from './scenario.js'

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

/** The text of a file, or a Trouble that says why it cannot be read. */
export async function readSource(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const found = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : String(code)
    throw new Trouble('bad-scenario', `cannot read ${file}: ${found}`, 'Name a scenario file (.yaml).', {
      cause: error
    })
  }
}

/** Mistakes as a person reads them: file, line, column, expected, found, the nearest word, and the line itself. */
export function tellProblems(problems: readonly Problem[], source: string, file: string): string {
  const lines = source.split(/\r?\n/)
  return problems.map(problem => tell(problem, lines, file)).join('\n\n')
}

function tell({ place, expected, found, nearest }: Problem, lines: readonly string[], file: string): string {
  const hint = nearest === undefined ? '' : `\n  did you mean "${nearest}"?`
  const line = lines[place.line - 1] ?? ''
  const excerpt = line.length > 200 ? '' : `\n  ${line}\n  ${' '.repeat(place.column - 1)}^`
  return `${file}:${place.line}:${place.column}: expected ${expected}\n  found ${found}${hint}${excerpt}`
}

function inOrder(problems: readonly Problem[]): Problem[] {
  return [...problems].sort((a, b) => a.place.line - b.place.line || a.place.column - b.place.column)
}
