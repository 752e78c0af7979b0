import type { Place } from '../../core/shape/index.js'
import type { Behaviour } from '../behaviour.js'
import type { Check } from './check-file.js'
import type { Miss, ReadPage } from './demand.js'
import { demandNamed } from './demands/index.js'
import type { Rule } from './rule.js'
import { fitsOne, isAbout, isAboutAnswer, narrowness } from './scope.js'

/** A rule that does not hold for a route and a failure. */
export interface Broken extends Miss {
  /** The rule as written. */
  readonly rule: string
  readonly place: Place & { readonly file: string }
  readonly route: string
  readonly failure: string
}

/** Behaviours held against rules. */
export interface Judgement {
  /** In the order of the rules. */
  readonly broken: readonly Broken[]
  /** Cells that were held against rules. */
  readonly judged: number
  /** Cells of which nothing is known, or not enough for a rule: the client gave up before the limit. */
  readonly unknown: number
  /** Rules that are about no route and failure that was played: is there a slip in a name? */
  readonly idle: readonly Rule[]
}

const NO_PAGES: ReadPage = () => undefined

/** Whether a route and a failure are among those that a check is about. */
export function isChosen({ routes, failures }: Check, route: string, failure: string): boolean {
  return (routes === undefined || fitsOne(routes, route)) && (failures === undefined || fitsOne(failures, failure))
}

/** Holds what was found against the rules of a check. Pages are read by the paths that the rules name. */
export function judgeRules(check: Check, behaviours: readonly Behaviour[], readPage = NO_PAGES): Judgement {
  const cells = behaviours.filter(({ route, failure }) => isChosen(check, route, failure))
  const known = cells.filter(({ unknown }) => unknown === undefined)
  const judged = known.map(behaviour => judgeCell(check, behaviour, readPage))
  const undecided = judged.filter(({ unknown }) => unknown).length
  const broken = judged.flatMap(cell => cell.broken)
  const rank = new Map(check.rules.map((rule, at) => [rule, at]))
  return {
    broken: [...broken].sort((a, b) => (rank.get(a.of) ?? 0) - (rank.get(b.of) ?? 0)).map(({ told }) => told),
    judged: known.length - undecided,
    unknown: cells.length - known.length + undecided,
    idle: check.rules.filter(rule => !cells.some(cell => rule.scopes.every(scope => isAbout(scope, cell))))
  }
}

interface JudgedCell {
  readonly broken: readonly { readonly of: Rule; readonly told: Broken }[]
  readonly unknown: boolean
}

function judgeCell(check: Check, behaviour: Behaviour, readPage: ReadPage): JudgedCell {
  const rules = rulesFor(check.rules, behaviour)
  const found = rules.map(of => ({ of, miss: demandNamed(of.demand)?.judge(of.wanted, behaviour, readPage) }))
  const { route, failure } = behaviour
  return {
    broken: found.flatMap(({ of, miss }) =>
      miss === undefined || miss === 'unknown'
        ? []
        : [{ of, told: { rule: of.written, place: { file: check.file, ...of.place }, route, failure, ...miss } }]
    ),
    unknown: found.some(({ miss }) => miss === 'unknown')
  }
}

/** The rules that count for an answer: of those that allow for one only the narrowest, and of equals the last. */
function rulesFor(rules: readonly Rule[], behaviour: Behaviour): Rule[] {
  const about = rules.filter(({ scopes }) => scopes.every(scope => isAboutAnswer(scope, behaviour)))
  return about.filter(rule => {
    if (demandNamed(rule.demand)?.alone !== true) return true
    const rivals = about.filter(({ demand }) => demand === rule.demand)
    const narrowest = Math.max(...rivals.map(width))
    return rule === rivals.filter(rival => width(rival) === narrowest).at(-1)
  })
}

function width({ scopes }: Rule): number {
  return scopes.map(narrowness).reduce((sum, each) => sum + each, 0)
}
