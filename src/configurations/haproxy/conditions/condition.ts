import type { Line } from '../text/sections.js'
import { type Test, testOf } from './criterion.js'
import type { Request } from './request.js'
import type { Scope } from './scope.js'

/** A term of a condition: one of its tests holds, or none of them. */
interface Term {
  readonly tests: readonly Test[]
  readonly negated: boolean
}

/** What stands behind if or unless; without one it always holds. */
export interface Condition {
  /** One of these must hold, each with all of its terms. */
  readonly ways: readonly (readonly Term[])[]
  /** It was written with unless. */
  readonly inverted: boolean
}

/** A condition that always holds. */
export const ALWAYS: Condition = { ways: [[]], inverted: false }

/** The condition of a line: of use_backend api if is_api, is_api. */
export function conditionOf({ words, place }: Line, scope: Scope): Condition {
  const at = words.findIndex(word => word === 'if' || word === 'unless')
  if (at < 0) return ALWAYS
  const ways: Term[][] = [[]]
  for (const { negated, tokens } of termsOf(words.slice(at + 1))) {
    const [name = ''] = tokens
    if (name === 'or' || name === '||') ways.push([])
    else if (name === '{') ways.at(-1)?.push({ tests: [testOf(tokens.slice(1), place, scope)], negated })
    else ways.at(-1)?.push({ tests: scope.acl(name) ?? [unheardOf(name)], negated })
  }
  return { ways, inverted: words[at] === 'unless' }
}

interface Tokens {
  readonly negated: boolean
  readonly tokens: readonly string[]
}

/** Cuts a condition into its terms: a name, or what stands between braces, with the exclamation marks before it counted. */
function termsOf(words: readonly string[]): Tokens[] {
  const terms: Tokens[] = []
  let negated = false
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as string
    const name = word.replace(/^!+/, '')
    if ((word.length - name.length) % 2 === 1) negated = !negated
    if (name === '') continue
    const end = name === '{' ? closing(words, at) : at
    terms.push({ negated, tokens: [name, ...words.slice(at + 1, end)] })
    negated = false
    at = end
  }
  return terms
}

function closing(words: readonly string[], from: number): number {
  const end = words.indexOf('}', from)
  return end < 0 ? words.length : end
}

/** HAProxy itself complains of an ACL that nobody declared. */
function unheardOf(name: string): Test {
  return { holds: () => undefined, towards: () => [], part: 'other', written: name }
}

/** Whether a condition holds for a request; undefined when that cannot be told. */
export function holds({ ways, inverted }: Condition, request: Request): boolean | undefined {
  const each = ways.map(terms => all(terms.map(term => termHolds(term, request))))
  const held = each.includes(true) ? true : each.includes(undefined) ? undefined : false
  return inverted ? not(held) : held
}

function termHolds({ tests, negated }: Term, request: Request): boolean | undefined {
  const each = tests.map(test => test.holds(request))
  const held = each.includes(true) ? true : each.includes(undefined) ? undefined : false
  return negated ? not(held) : held
}

function all(each: readonly (boolean | undefined)[]): boolean | undefined {
  if (each.includes(false)) return false
  return each.includes(undefined) ? undefined : true
}

function not(held: boolean | undefined): boolean | undefined {
  return held === undefined ? undefined : !held
}

/** As many requests as are made up for one condition. */
const MOST_REQUESTS = 60

/** Requests like this one for which a condition may hold, or may not. */
export function towards(condition: Condition, request: Request, wanted = true): readonly Request[] {
  const now = holds(condition, request)
  if (now === wanted) return [request]
  const made = condition.inverted !== wanted ? fulfilling(condition, request) : failing(condition, request)
  return now === undefined ? [...made, request] : made.slice(0, MOST_REQUESTS)
}

function fulfilling({ ways }: Condition, request: Request): Request[] {
  return ways.flatMap(terms => satisfying(terms, request))
}

/** One term of every way has to fail: what is asked for with ! is the way to get there. */
function failing({ ways }: Condition, request: Request): Request[] {
  const asked = ways.flat().filter(({ negated }) => negated)
  return asked.flatMap(({ tests }) => tests.flatMap(test => test.towards(request)))
}

function satisfying(terms: readonly Term[], request: Request): Request[] {
  let made: Request[] = [request]
  for (const { tests, negated } of inOrder(terms)) {
    if (negated) continue
    made = made.flatMap(each => tests.flatMap(test => test.towards(each))).slice(0, MOST_REQUESTS)
  }
  return made
}

/** What must stand at the beginning comes first, so that what must stand at the end can be put behind it. */
function inOrder(terms: readonly Term[]): Term[] {
  const late = ({ tests }: Term) =>
    Number(tests.some(({ written }) => /_(?:end|sub|dir|reg)\b|-m (?:end|sub|reg)/.test(written)))
  return [...terms].sort((a, b) => late(a) - late(b))
}

/** What of a request a condition asks for. */
export function partsOf({ ways, inverted }: Condition): ReadonlySet<Test['part']> {
  return new Set(
    ways
      .flat()
      .filter(({ negated }) => negated === inverted)
      .flatMap(({ tests }) => tests.map(({ part }) => part))
  )
}

/** The tests of a condition of which nobody can tell beforehand how they end. */
export function openTests({ ways }: Condition, request: Request): string[] {
  return ways
    .flat()
    .flatMap(({ tests }) => tests.filter(test => test.holds(request) === undefined).map(test => test.written))
}

/** Both of two conditions, as one. */
export function both(first: Condition, second: Test): Condition {
  if (first === ALWAYS) return { ways: [[{ tests: [second], negated: false }]], inverted: false }
  const [part = 'other'] = partsOf(first)
  const written = first.ways
    .flat()
    .flatMap(({ tests }) => tests.map(test => test.written))
    .join(' ')
  const asTest: Test = {
    holds: request => holds(first, request),
    towards: request => towards(first, request),
    part,
    written
  }
  return {
    ways: [
      [
        { tests: [asTest], negated: false },
        { tests: [second], negated: false }
      ]
    ],
    inverted: false
  }
}
