import type { Place } from '../../configuration.js'
import type { Cursor } from './cursor.js'

/** What stands for a value. */
export type Expression = { readonly place: Place } & (
  | { readonly kind: 'text' | 'number' | 'duration' | 'name'; readonly text: string }
  | { readonly kind: 'call'; readonly text: string; readonly args: readonly Expression[] }
  | { readonly kind: 'not'; readonly of: Expression }
  | { readonly kind: 'two'; readonly sign: string; readonly left: Expression; readonly right: Expression }
)

/** Signs between two values, those that bind least first. */
const BINDING: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['==', '!=', '~', '!~', '<', '>', '<=', '>='],
  ['+', '-'],
  ['*', '/', '%']
]

/** Reads one value. */
export function readExpression(cursor: Cursor, level = 0): Expression {
  const signs = BINDING[level]
  if (signs === undefined) return readPiece(cursor)
  let left = readExpression(cursor, level + 1)
  for (;;) {
    const { kind, text: sign, place } = cursor.look()
    if (kind === 'sign' && signs.includes(sign)) cursor.next()
    // Texts that stand side by side are one text.
    else if (!(signs.includes('+') && begins(cursor))) return left
    left = { kind: 'two', sign: kind === 'sign' ? sign : '+', left, right: readExpression(cursor, level + 1), place }
  }
}

function begins(cursor: Cursor): boolean {
  return ['text', 'name'].includes(cursor.look().kind)
}

function readPiece(cursor: Cursor): Expression {
  const { kind, place, text } = cursor.look()
  if (cursor.takes('!')) return { kind: 'not', of: readPiece(cursor), place }
  if (cursor.takes('-')) return readPiece(cursor)
  if (cursor.takes('(')) {
    const inside = readExpression(cursor)
    cursor.demand(')')
    return inside
  }
  if (kind === 'end' || kind === 'sign') throw cursor.complaint('a value')
  cursor.next()
  if (kind !== 'name') return { kind, text, place }
  return called(cursor, { kind, text: text.replaceAll('"', ''), place })
}

/** Functions, and what is asked of their results: req.http.host.lower(). */
function called(
  cursor: Cursor,
  name: Expression & { readonly kind: 'name' | 'text' | 'number' | 'duration' }
): Expression {
  if (!cursor.is('(')) return name
  return { kind: 'call', text: name.text, args: readArguments(cursor), place: name.place }
}

/** What stands in parentheses behind a name; names of arguments are of no interest. */
export function readArguments(cursor: Cursor): Expression[] {
  const args: Expression[] = []
  cursor.demand('(')
  while (!cursor.is(')')) {
    if (cursor.look().kind === 'name' && cursor.look(1).text === '=') {
      cursor.next()
      cursor.next()
    }
    args.push(readExpression(cursor))
    if (!cursor.takes(',') && !cursor.is(')')) throw cursor.complaint('"," or ")"')
  }
  cursor.demand(')')
  return args
}
