import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Trouble } from '../core/errors.js'
import { INVALID, list, may, must, named, object, type Problem, pattern, type Read, text } from '../core/shape/index.js'
import { expectation } from './expect.js'
import { locate } from './locate.js'
import { tellProblems } from './tell-problems.js'

const RANGE = /^((>=|<=|<|>)?\d+(\.\d+)*)( (>=|<=|<|>)?\d+(\.\d+)*)*$/

const record = object('a record: because, and expect', {
  versions: may(pattern(RANGE, 'versions such as 1.22 or ">=1.22 <1.29"'), 'The versions for which it was seen.'),
  remedy: may(text('the name of a remedy'), 'The remedy of the scenario that it is about.'),
  because: must(text('a reason'), 'Why the product does so.'),
  expect: must(expectation, 'What it answers instead.')
})

/** The one definition of expectations/<target>.yaml. */
export const recordsShape = object('what a target answers where it differs', {
  $schema: may(text(), 'The JSON Schema.'),
  target: must(text('the name of a target'), 'Which target it is about.'),
  scenarios: must(named(list(record, 'a list of records'), 'a map of scenarios'), 'Scenario by scenario.')
})

/** What is recorded for one scenario, or one of its remedies, on one target. */
export type RecordedDifference = Read<typeof record>

const FOLDER = new URL('../../../expectations/', import.meta.url)

/** What is recorded for a scenario on a target of that version; undefined when nothing is. */
export async function recordFor(
  target: { readonly name: string; readonly version: string },
  scenario: string,
  remedy: string | null
): Promise<RecordedDifference | undefined> {
  const file = fileURLToPath(new URL(`${target.name}.yaml`, FOLDER))
  const source = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (source === undefined) return undefined
  const records = parseRecords(source, file).scenarios[scenario] ?? []
  return records.find(known => (known.remedy ?? null) === remedy && covers(known.versions, target.version))
}

/** Reads the text of a file of records, or tells all that is wrong with it. */
export function parseRecords(source: string, file: string): Read<typeof recordsShape> {
  const { root, problems: syntax } = locate(source)
  const problems: Problem[] = [...syntax]
  const records = syntax.length > 0 ? INVALID : recordsShape.read(root, problem => problems.push(problem))
  if (records === INVALID || problems.length > 0) throw new Trouble('bad-config', tellProblems(problems, source, file))
  return records
}

/** Whether a version lies in a range such as `>=1.22 <1.29`, or is, or begins with, a bare one. */
export function covers(range: string | undefined, version: string): boolean {
  return (range ?? '').split(' ').every(part => {
    const [, sign = '', bound = ''] = /^(>=|<=|<|>)?(.*)$/.exec(part) ?? []
    if (bound === '') return true
    const order = compare(version, bound, sign === '')
    return sign === ''
      ? order === 0
      : sign === '<'
        ? order < 0
        : sign === '>'
          ? order > 0
          : sign === '<='
            ? order <= 0
            : order >= 0
  })
}

function compare(version: string, bound: string, prefix: boolean): number {
  const ours = version.split('.').map(Number)
  const theirs = bound.split('.').map(Number)
  const length = prefix ? theirs.length : Math.max(ours.length, theirs.length)
  for (let at = 0; at < length; at++) {
    const difference = (ours[at] ?? 0) - (theirs[at] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
