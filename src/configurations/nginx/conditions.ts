import { evaluate } from './evaluate.js'
import { examplesOf } from './example.js'
import { patternOf } from './pattern.js'
import type { Asked, Course, Maps } from './request.js'

/** The condition of an if, taken apart. */
export interface Condition {
  readonly subject: string
  readonly sign: string
  readonly value: string
}

/** Reads what stands behind if, parentheses and all. */
export function conditionOf(args: readonly string[]): Condition {
  const inner = insideOf(args)
  const [, file, path = ''] = /^(!?-[fdex])\s+(.*)$/s.exec(inner) ?? []
  if (file !== undefined) return { subject: path, sign: file, value: '' }
  const [, subject = inner, sign = '', value = ''] = /^(\$\w+)\s*(!?~\*?|!?=)\s*(.*)$/s.exec(inner) ?? []
  return { subject, sign, value }
}

/** What stands between the parentheses of an if. */
export function insideOf(args: readonly string[]): string {
  const text = args.join(' ').trim()
  return text.slice(text.startsWith('(') ? 1 : 0, text.endsWith(')') ? -1 : undefined).trim()
}

/** Whether a condition holds; what cannot be known is taken not to. Captures become variables. */
export function holds({ subject, sign, value }: Condition, course: Course): boolean {
  // Nothing is there at the paths that we ask for.
  if (sign.endsWith('f') || sign.endsWith('d') || sign.endsWith('e') || sign.endsWith('x')) return sign.startsWith('!')
  const found = evaluate(subject, course)
  if (found === undefined) return false
  if (sign === '') return found !== '' && found !== '0'
  if (sign.endsWith('=')) return (found === (evaluate(value, course) ?? value)) === (sign === '=')
  return matches(value, sign.endsWith('*'), found, course) === !sign.startsWith('!')
}

/** Whether an expression finds a text; its captures become variables. */
export function matches(pattern: string, anyCase: boolean, text: string, course: Course): boolean {
  const found = patternOf(pattern, anyCase)?.exec(text)
  if (found === null || found === undefined) return false
  for (const [index, capture] of found.entries()) course.variables.set(String(index), capture ?? '')
  for (const [name, capture] of Object.entries(found.groups ?? {})) course.variables.set(name, capture ?? '')
  return true
}

/** What a request must have so that a condition holds; undefined where no request can be made for it. */
export function satisfying(condition: Condition, maps: Maps): Partial<Asked> | undefined {
  const name = condition.subject.replace(/^\$/, '')
  if (condition.sign.startsWith('!') || condition.sign.startsWith('-')) return {}
  const map = maps.get(name)
  if (map !== undefined) return throughMap(map, condition, maps)
  return withValue(name, wanted(condition))
}

function wanted({ sign, value }: Condition): string {
  if (sign.startsWith('~')) return examplesOf(value).find(text => patternOf(value, sign === '~*')?.test(text)) ?? value
  return sign === '' ? '1' : value
}

function throughMap(
  map: { source: string; entries: readonly (readonly [string, string])[] },
  condition: Condition,
  maps: Maps
) {
  const fits = (result: string) =>
    condition.sign === ''
      ? result !== '' && result !== '0'
      : condition.sign === '='
        ? result === condition.value
        : patternOf(condition.value, condition.sign === '~*')?.test(result)
  const [key] = map.entries.find(([, result]) => fits(result)) ?? []
  if (key === undefined || key === 'default') return key === undefined ? undefined : {}
  const sign = key.startsWith('~*') ? '~*' : key.startsWith('~') ? '~' : '='
  return satisfying({ subject: map.source, sign, value: sign === '=' ? key : key.slice(sign.length) }, maps)
}

function withValue(name: string, value: string): Partial<Asked> | undefined {
  if (name === 'request_method') return { method: value }
  if (name.startsWith('http_') && name !== 'http_host') return { fields: { [name.slice(5)]: value } }
  if (name.startsWith('cookie_')) return { fields: { cookie: `${name.slice(7)}=${value}` } }
  if (name.startsWith('arg_')) return { query: `${name.slice(4)}=${encodeURIComponent(value)}` }
  return name === 'args' || name === 'query_string' ? { query: value } : undefined
}
