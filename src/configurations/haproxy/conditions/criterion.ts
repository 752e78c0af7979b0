import type { Place } from '../../configuration.js'
import { type Converting, convertingOf } from './converting.js'
import { type Expression, expressionOf } from './expression.js'
import { COMPARISONS, fits, fittingValues, MATCHES, type Match } from './matching.js'
import { passwordTest } from './password.js'
import type { Request } from './request.js'
import type { Scope } from './scope.js'
import { type Source, sourceOf } from './sources.js'

/** One thing that a condition asks of a request. */
export interface Test {
  /** Whether it holds; undefined when only a running HAProxy, or another client, could tell. */
  holds(request: Request): boolean | undefined
  /** Requests like this one for which it may hold. */
  towards(request: Request): readonly Request[]
  /** The part of a request that it looks at. */
  readonly part: Source['part']
  readonly written: string
}

/** As many patterns of a test as are tried. */
const TRIED_PATTERNS = 6

/** Reads a criterion with its flags and patterns: path_beg -i /api /v2. */
export function testOf(words: readonly string[], place: Place, scope: Scope): Test {
  const [criterion = '', ...rest] = words
  const written = words.join(' ')
  const { expression, match } = matchOf(expressionOf(criterion), scope)
  if (expression.name.startsWith('http_auth')) return passwordTest(expression.argument, scope, written)
  const given = flagsOf(rest, place, scope)
  const source = sourceOf(expression)
  const converters = expression.converters.map(each => convertingOf(each, scope.tables, place))
  if (source === undefined || converters.includes(undefined)) return unknown(written)
  return new Comparison(source, converters as Converting[], given.match ?? match, given, written)
}

/** What cannot be told never holds and never fails. */
function unknown(written: string): Test {
  return { holds: () => undefined, towards: request => [request], part: 'other', written }
}

const ON_ITS_OWN = ['ssl_fc', 'always_true', 'always_false', 'wait_end', 'req_proto_http', 'req.proto_http', 'bool']
const NUMBERS = ['dst_port', 'hdr_cnt', 'req.hdr_cnt', 'int', 'req.ssl_hello_type', 'req_ssl_hello_type']

/** Takes the way of matching off a name: path_beg is path, matched at its beginning. */
function matchOf(read: Expression, scope: Scope): { expression: Expression; match: Match } {
  const expression = throughVariable(read, scope)
  const [, name = expression.name, suffix] = /^(.+)_(str|beg|end|sub|dir|dom|reg|len)$/.exec(expression.name) ?? []
  if (suffix !== undefined) return { expression: { ...expression, name }, match: suffix as Match }
  if (ON_ITS_OWN.includes(name)) return { expression, match: 'bool' }
  return { expression, match: NUMBERS.includes(name) ? 'int' : 'str' }
}

/** A variable is what it was set to, when it is set to one thing only. */
function throughVariable(expression: Expression, scope: Scope): Expression {
  if (expression.name !== 'var') return expression
  const set = scope.variables.get(expression.argument)
  if (set === undefined) return expression
  const inner = expressionOf(set)
  return { ...inner, converters: [...inner.converters, ...expression.converters] }
}

interface Given {
  readonly patterns: readonly string[]
  readonly ignoreCase: boolean
  readonly match?: Match
}

function flagsOf(words: readonly string[], place: Place, scope: Scope): Given {
  const patterns: string[] = []
  let [at, ignoreCase] = [0, false]
  let match: Match | undefined
  for (; words[at]?.startsWith('-'); at++) {
    const flag = words[at] as string
    if (flag === '--') {
      at++
      break
    }
    if (flag === '-i') ignoreCase = true
    if (flag === '-m') match = MATCHES.find(each => each === words[at + 1])
    if (flag === '-f') patterns.push(...scope.tables.patterns(words[at + 1] ?? '', place))
    if (['-f', '-m', '-u'].includes(flag)) at++
  }
  return { patterns: [...patterns, ...compared(words.slice(at))], ignoreCase, match }
}

/** A comparison holds for every number after it. */
function compared(words: readonly string[]): string[] {
  const operator = COMPARISONS.find(each => each === words[0])
  return operator === undefined ? [...words] : words.slice(1).map(number => `${operator} ${number}`)
}

class Comparison implements Test {
  constructor(
    readonly source: Source,
    readonly converters: readonly Converting[],
    readonly match: Match,
    readonly given: Given,
    readonly written: string
  ) {}

  get part(): Source['part'] {
    return this.source.part
  }

  holds(request: Request): boolean | undefined {
    const value = this.#value(request)
    if (this.match === 'found') return value !== undefined
    if (value === undefined) return false
    if (this.match === 'bool') return isTrue(value)
    const each = this.given.patterns.map(pattern => fits(this.#matching(), value, pattern, this.given.ignoreCase))
    return each.includes(true) ? true : each.includes(undefined) ? undefined : false
  }

  towards(request: Request): Request[] {
    if (this.holds(request) === true) return [request]
    const patterns =
      this.match === 'bool' || this.match === 'found' ? ['1'] : this.given.patterns.slice(0, TRIED_PATTERNS)
    const now = this.#value(request) ?? ''
    const values = patterns.flatMap(each => fittingValues(this.#matching(), each, now, this.given.ignoreCase))
    return values.flatMap(value => this.#sources(value)).flatMap(value => this.source.put(request, value) ?? [])
  }

  #matching(): Match {
    return this.match === 'bool' ? 'str' : this.match
  }

  #value(request: Request): string | undefined {
    let value = this.source.of(request)
    for (const converter of this.converters) if (value !== undefined) value = converter.apply(value)
    return value
  }

  /** What the source must be so that the converters make this value of it. */
  #sources(value: string): readonly string[] {
    return [...this.converters].reverse().reduce<readonly string[]>((all, { before }) => all.flatMap(before), [value])
  }
}

function isTrue(value: string): boolean {
  return value !== '' && value !== '0'
}
