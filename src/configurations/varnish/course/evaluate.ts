import type { Expression } from '../text/expression.js'
import type { Token } from '../text/tokens.js'
import { milliseconds } from '../time.js'
import { fits } from './pattern.js'

/** A value as far as it is known by reading: null for a field that is not there, undefined for what only Varnish knows. */
export type Value = string | number | boolean | null | undefined

/** What names lead to. */
export interface Names {
  valueOf(name: string): Value
  acl(name: string): readonly Token[] | undefined
}

/** What an expression stands for. */
export function evaluate(expression: Expression, names: Names): Value {
  switch (expression.kind) {
    case 'text':
      return expression.text
    case 'number':
      return Number(expression.text)
    case 'duration':
      return (milliseconds(expression.text) ?? 0) / 1000
    case 'name':
      return WORDS.get(expression.text) ?? names.valueOf(expression.text)
    case 'not':
      return negated(truth(evaluate(expression.of, names)))
    case 'call':
      return called(expression.text, expression.args, names)
    default:
      return ofTwo(expression, names)
  }
}

const WORDS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false]
])

/** Whether a condition holds; undefined where nobody can tell. */
export function truth(value: Value): boolean | undefined {
  return value === undefined ? undefined : value !== null && value !== false && value !== 0
}

function negated(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value
}

function called(name: string, args: readonly Expression[], names: Names): Value {
  const [first] = args.map(arg => textOf(evaluate(arg, names)))
  if (name === 'std.tolower') return first?.toLowerCase()
  if (name === 'std.toupper') return first?.toUpperCase()
  if (name.endsWith('.lower')) return textOf(names.valueOf(name.slice(0, -'.lower'.length)))?.toLowerCase()
  if (name.endsWith('.upper')) return textOf(names.valueOf(name.slice(0, -'.upper'.length)))?.toUpperCase()
  // Nothing has failed yet when somebody asks.
  if (name === 'std.healthy') return true
  if (name === 'regsub' || name === 'regsuball') return replaced(name, args, names)
  return undefined
}

function replaced(name: string, [text, pattern, by]: readonly Expression[], names: Names): Value {
  const [from, to] = [text && textOf(evaluate(text, names)), by && textOf(evaluate(by, names))]
  if (from === undefined || to === undefined || pattern?.kind !== 'text') return undefined
  const found = fits(pattern.text, name === 'regsub' ? '' : 'g')
  return (
    found &&
    from.replace(
      found,
      to.replace(/\$/g, '$$$$').replace(/\\(\d)/g, (_, at) => (at === '0' ? '$&' : `$${at}`))
    )
  )
}

type Two = Expression & { readonly kind: 'two' }

function ofTwo({ sign, left, right }: Two, names: Names): Value {
  if (sign === '&&' || sign === '||') {
    const [one, other] = [left, right].map(side => truth(evaluate(side, names)))
    const decides = sign === '||'
    return one === decides || other === decides
      ? decides
      : one === undefined || other === undefined
        ? undefined
        : !decides
  }
  if (sign === '~' || sign === '!~') {
    const yes = isFound(left, right, names)
    return sign === '~' ? yes : negated(yes)
  }
  return compared(sign, evaluate(left, names), evaluate(right, names))
}

function isFound(left: Expression, right: Expression, names: Names): boolean | undefined {
  const value = evaluate(left, names)
  if (right.kind === 'name') return isListed(value, names.acl(right.text))
  if (right.kind !== 'text' || value === undefined) return undefined
  return fits(right.text)?.test(textOf(value) ?? '')
}

/** The client of the testbed is on this machine. */
function isListed(value: Value, acl: readonly Token[] | undefined): boolean | undefined {
  if (acl === undefined || value === undefined) return undefined
  const named = acl.map(({ text }, at) => (acl[at - 1]?.text === '!' ? '' : text))
  return named.some(text => text === value || ['localhost', '127.0.0.0', '0.0.0.0'].includes(text))
}

function compared(sign: string, left: Value, right: Value): Value {
  if (left === undefined || right === undefined) return undefined
  if (sign === '+')
    return typeof left === 'number' && typeof right === 'number' ? left + right : `${textOf(left)}${textOf(right)}`
  if (sign === '==') return left === right || (left !== null && textOf(left) === textOf(right))
  if (sign === '!=') return negated(truth(compared('==', left, right)))
  const [one, other] = [Number(left), Number(right)]
  if (sign === '<') return one < other
  if (sign === '>') return one > other
  if (sign === '<=') return one <= other
  if (sign === '>=') return one >= other
  return sign === '-' ? one - other : undefined
}

function textOf(value: Value): string | undefined {
  return value === undefined ? undefined : value === null ? '' : `${value}`
}
