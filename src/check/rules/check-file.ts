import { Trouble } from '../../core/errors.js'
import {
  INVALID,
  type Located,
  list,
  may,
  must,
  object,
  type Problem,
  type Read,
  text,
  titled
} from '../../core/shape/index.js'
import { locate, tellProblems } from '../../scenario/index.js'
import { demandNamed } from './demands/index.js'
import { failureName, routeName } from './names.js'
import { type Rule, ruleShape } from './rule.js'

const path = text('a path')

const chosen = {
  with: may(path, 'Another program than the one that is found on this machine.'),
  routes: may(list(routeName, 'a list of routes'), 'Only these routes; all when left out.'),
  failures: may(list(failureName, 'a list of failures'), 'Only these failures; all when left out.'),
  rules: may(list(titled('rule', ruleShape), 'a list of rules'), 'What holds for what it answers.')
}

const check = object('a configuration and its rules', {
  configuration: must(path, 'The configuration, as a path that is relative to this file.'),
  ...chosen
})

/** The one definition of gatecrash.yaml. */
export const checkWords = object('a check file: configuration, and rules', {
  $schema: may(text(), 'The JSON Schema.'),
  configuration: may(path, 'The configuration, as a path that is relative to this file.'),
  ...chosen,
  checks: may(list(check, 'a list of configurations'), 'Several configurations; what stands beside it holds for all.')
})

/** One configuration, and what it is held to. */
export interface Check {
  /** The check file. */
  readonly file: string
  /** Relative to the check file, as all paths in it. */
  readonly configuration: string
  readonly with?: string
  readonly routes?: readonly string[]
  readonly failures?: readonly string[]
  readonly rules: readonly Rule[]
}

/** A check file that was read. */
export interface CheckFile {
  readonly path: string
  readonly checks: readonly Check[]
}

/** Reads the text of a gatecrash.yaml, or tells all that is wrong with it. */
export function readRules(path: string, source: string): CheckFile {
  const { root, problems: syntax, readable } = locate(source)
  const problems: Problem[] = [...syntax]
  const words = readable ? checkWords.read(root, problem => problems.push(problem)) : INVALID
  const checks = words === INVALID ? [] : checksOf(path, words)
  if (words !== INVALID) problems.push(...configurationProblems(words, root), ...checks.flatMap(elseProblems))
  if (problems.length === 0) return { path, checks }
  throw new Trouble(
    'bad-config',
    tellProblems(inOrder(problems), source, path),
    'Every word and every sentence: docs/check-file.md'
  )
}

type Words = Read<typeof checkWords>

function checksOf(file: string, { checks, configuration, $schema: _, rules = [], ...rest }: Words): Check[] {
  const common = { file, ...rest }
  if (checks === undefined) return [{ ...common, configuration: configuration ?? '', rules: rules.flat() }]
  return checks.map(({ rules: own = [], ...each }) => ({ ...common, ...each, rules: [...rules, ...own].flat() }))
}

function configurationProblems({ configuration, checks }: Words, root: Located): Problem[] {
  if (configuration === undefined && checks === undefined)
    return [{ place: root.place, expected: 'configuration: a path', found: 'no configuration' }]
  if (configuration === undefined || checks === undefined || root.kind !== 'map') return []
  const place = root.entries.find(({ key }) => key === 'checks')?.keyPlace ?? root.place
  return [{ place, expected: 'one configuration, or checks with one each', found: 'both' }]
}

/** "And nothing else" would say nothing where nothing else has a limit. */
function elseProblems({ rules }: Check): Problem[] {
  const limit = demandNamed('answers within')?.name
  const forAll = rules.some(
    ({ demand, scopes }) => demand === limit && scopes.every(scope => scope.routes === undefined)
  )
  const empty = rules.filter(rule => !forAll && rule.demand === limit && rule.written.includes('and nothing else'))
  const expected = 'a rule for all others as well, such as "every failure answers within 30s"'
  return empty.map(({ place }) => ({ place, expected, found: 'none' }))
}

/** From top to bottom, each once: what stands at an anchor, or holds for several checks, is read several times. */
function inOrder(problems: readonly Problem[]): Problem[] {
  const once = new Map(problems.map(problem => [JSON.stringify(problem), problem]))
  return [...once.values()].sort((a, b) => a.place.line - b.place.line || a.place.column - b.place.column)
}
