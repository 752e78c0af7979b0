import { exampleOf, regexOf } from './pattern-example.js'

/** The ways in which a value is held against a pattern. */
export const MATCHES = ['str', 'beg', 'end', 'sub', 'dir', 'dom', 'reg', 'found', 'bool', 'int', 'len', 'ip'] as const

/** How a value is held against a pattern. */
export type Match = (typeof MATCHES)[number]

/** Whether a value fits a pattern; undefined when that cannot be told. */
export function fits(match: Match, value: string, pattern: string, ignoreCase: boolean): boolean | undefined {
  const [is, asked] = ignoreCase ? [value.toLowerCase(), pattern.toLowerCase()] : [value, pattern]
  if (match === 'str') return is === asked
  if (match === 'beg') return is.startsWith(asked)
  if (match === 'end') return is.endsWith(asked)
  if (match === 'sub') return is.includes(asked)
  if (match === 'dir') return within(is, asked, '/?')
  if (match === 'dom') return within(is, asked, '/?.:')
  if (match === 'reg') return regexOf(pattern, ignoreCase)?.test(value)
  if (match === 'int') return inRange(Number(value), pattern)
  if (match === 'len') return inRange(value.length, pattern)
  return undefined
}

/** Whether a piece stands in a value between two of these marks, or its ends. */
function within(value: string, piece: string, marks: string): boolean {
  const trimmed = trim(piece, marks)
  if (trimmed === '') return false
  for (let at = value.indexOf(trimmed); at >= 0; at = value.indexOf(trimmed, at + 1)) {
    const before = at === 0 || marks.includes(value[at - 1] as string)
    const end = at + trimmed.length
    if (before && (end === value.length || marks.includes(value[end] as string))) return true
  }
  return false
}

function trim(text: string, marks: string): string {
  const inner = [...text]
  while (inner.length > 0 && marks.includes(inner[0] as string)) inner.shift()
  while (inner.length > 0 && marks.includes(inner.at(-1) as string)) inner.pop()
  return inner.join('')
}

const OPERATORS = { eq: '=', ge: '>=', gt: '>', le: '<=', lt: '<' } as const

/** The words that stand before a number. */
export const COMPARISONS = Object.keys(OPERATORS)

/** A pattern of a number is 5, 1:10, or a comparison and a number: gt 5. */
function inRange(value: number, pattern: string): boolean | undefined {
  const [, operator = 'eq', low = '', high] = /^(?:(eq|ge|gt|le|lt) )?(\d*)(?::(\d*))?$/.exec(pattern) ?? []
  if (Number.isNaN(value) || (low === '' && high === undefined)) return undefined
  if (high !== undefined) return value >= Number(low) && (high === '' || value <= Number(high))
  if (operator === 'ge') return value >= Number(low)
  if (operator === 'gt') return value > Number(low)
  if (operator === 'le') return value <= Number(low)
  return operator === 'lt' ? value < Number(low) : value === Number(low)
}

/** Values that may fit a pattern, as near as may be to the one that is there. */
export function fittingValues(match: Match, pattern: string, now: string, ignoreCase: boolean): readonly string[] {
  if (fits(match, now, pattern, ignoreCase) === true) return [now]
  if (match === 'end') return ends(pattern, now)
  if (match === 'sub') return [pattern, now + pattern]
  if (match === 'dir') return [trim(pattern, '/'), `${now}/${trim(pattern, '/')}`.replaceAll('//', '/')]
  if (match === 'dom') return [trim(pattern, './')]
  if (match === 'reg') return some(exampleOf(pattern, ignoreCase))
  if (match === 'int') return some(numberFor(pattern))
  if (match === 'found') return ['1']
  return match === 'str' || match === 'beg' ? [pattern] : []
}

function some(value: string | undefined): string[] {
  return value === undefined ? [] : [value]
}

/** A piece of a name needs something before it: /index.php, www.example.com. */
function ends(pattern: string, now: string): string[] {
  const joined = now.replace(/\/$/, pattern.startsWith('/') ? '' : '/index') + pattern
  return pattern.startsWith('.') ? [joined] : [pattern, joined]
}

function numberFor(pattern: string): string | undefined {
  const [, operator = 'eq', number = '0'] = /^(?:(eq|ge|gt|le|lt) )?(\d+)/.exec(pattern) ?? []
  const step = operator === 'gt' ? 1 : operator === 'lt' ? -1 : 0
  return String(Math.max(0, Number(number) + step))
}
