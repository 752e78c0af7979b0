import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { checkNamed, errorType } from '../checks/index.js'
import type { Check } from '../core/check.js'
import { Trouble } from '../core/errors.js'
import { INVALID, list, may, must, named, object, type Problem, pattern, type Read, text } from '../core/shape/index.js'
import { answerExpectation, type Expectations, expectation } from './expect.js'
import { locate } from './locate.js'
import { tellProblems } from './tell-problems.js'

const RANGE = /^((>=|<=|<|>)?\d+(\.\d+)*)( (>=|<=|<|>)?\d+(\.\d+)*)*$/

const versions = may(pattern(RANGE, 'versions such as 1.22 or ">=1.22 <1.29"'), 'The versions for which it was seen.')

const status = checkNamed('status') as Check

const when = object('a map of what a scenario expects: status, error', {
  status: may(status.shape, 'Requests of which one of these statuses is expected.'),
  error: may(list(errorType, 'a list of error types'), 'Requests of which one of these error types is expected.')
})

const rule = object('a rule: because, when, and expect', {
  versions,
  because: must(text('a reason'), 'Why the product does so.'),
  when: must(when, 'Which requests it is about, by what their scenario expects of them.'),
  expect: must(answerExpectation, 'What such a request gets instead.')
})

const record = object('a record: because, and expect', {
  versions,
  remedy: may(text('the name of a remedy'), 'The remedy of the scenario that it is about.'),
  also: may(list(text('the name of a remedy'), 'a list of remedies'), 'Remedies for which it holds as well.'),
  because: must(text('a reason'), 'Why the product does so.'),
  expect: must(expectation, 'What it answers instead.'),
  or: may(
    list(expectation, 'a list of expectations'),
    'What else it answers, where it is the product that is not the same every time.'
  )
})

/** The one definition of expectations/<target>.yaml. */
export const recordsShape = object('what a target answers where it differs', {
  $schema: may(text(), 'The JSON Schema.'),
  target: must(text('the name of a target'), 'Which target it is about.'),
  measured: must(
    pattern(/^\d+(\.\d+)*$/, 'a version such as "2.6.12"'),
    'The version with which all of it was measured last.'
  ),
  rules: may(
    list(rule, 'a list of rules'),
    'What holds for every scenario; the later one wins, and the record of a scenario over all.'
  ),
  scenarios: may(named(list(record, 'a list of records'), 'a map of scenarios'), 'Scenario by scenario.')
})

/** What is recorded for one scenario, or one of its remedies, on one target. */
export type RecordedDifference = Read<typeof record>

/** What is recorded for a run: rules that may be about its requests, and what is said of its scenario alone. */
export interface Records {
  readonly rules: readonly Read<typeof rule>[]
  readonly own?: RecordedDifference | undefined
}

/** What is recorded for one request, from all that is about it. */
export interface RecordedAnswer {
  readonly expect: Expectations
  readonly because: string
}

const FOLDER = new URL('../../../expectations/', import.meta.url)

/** What is recorded for a scenario on a target of that version; undefined when the target has no file. */
export async function recordFor(
  target: { readonly name: string; readonly version: string },
  scenario: string,
  remedy: string | null
): Promise<Records | undefined> {
  const records = await recordsOf(target.name)
  if (records === undefined) return undefined
  const holds = (known: { readonly versions?: string | undefined }) => covers(known.versions, target.version)
  const about = ({ remedy: only, also = [] }: RecordedDifference) =>
    (only ?? null) === remedy || (remedy !== null && also.includes(remedy))
  const own = records.scenarios?.[scenario]?.find(known => about(known) && holds(known))
  return { rules: (records.rules ?? []).filter(holds), own }
}

/** All that is recorded of a target; undefined when it has no file. */
export async function recordsOf(target: string): Promise<Read<typeof recordsShape> | undefined> {
  const file = fileURLToPath(new URL(`${target}.yaml`, FOLDER))
  const source = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  return source === undefined ? undefined : parseRecords(source, file)
}

/** What rules say of a request of which that much is expected; the later rule wins, word by word. */
export function byRules(usual: Expectations, rules: Records['rules']): RecordedAnswer {
  const about = rules.filter(({ when }) => isAbout(when.status, usual.status) && isAbout(when.error, usual.error))
  return {
    expect: Object.assign({}, ...about.map(({ expect }) => expect)),
    because: about.map(({ because }) => because).join('; ')
  }
}

function isAbout(wanted: unknown, expected: unknown): boolean {
  if (wanted === undefined) return true
  const asked = [expected].flat()
  return [wanted].flat().some(each => asked.includes(each))
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
