import { nearest } from '../../../core/nearest.js'
import type { Place } from '../../configuration.js'
import { misread } from './complaint.js'
import type { Cursor } from './cursor.js'
import { type Expression, readArguments, readExpression } from './expression.js'

/** One deed of a subroutine. */
export type Statement = { readonly place: Place } & (
  | { readonly kind: 'if'; readonly branches: readonly Branch[] }
  | { readonly kind: 'set'; readonly name: string; readonly sign: string; readonly value: Expression }
  | { readonly kind: 'unset' | 'call'; readonly name: string }
  | { readonly kind: 'return'; readonly action: string; readonly args: readonly Expression[] }
  | { readonly kind: 'new'; readonly name: string; readonly maker: string; readonly args: readonly Expression[] }
  | { readonly kind: 'do'; readonly name: string; readonly args: readonly Expression[] }
)

/** What is done under a condition; the last one may have none. */
export interface Branch {
  readonly condition?: Expression
  readonly body: readonly Statement[]
}

/** Reads what stands between braces. */
export function readBlock(cursor: Cursor): Statement[] {
  const statements: Statement[] = []
  const { place } = cursor.demand('{')
  while (!cursor.is('}')) {
    if (cursor.done) throw cursor.complaint(`"}" for the "{" of line ${place.line}`)
    if (!cursor.takes(';')) statements.push(...readStatement(cursor))
  }
  cursor.demand('}')
  return statements
}

function readStatement(cursor: Cursor): readonly Statement[] {
  const { place, kind } = cursor.look()
  if (cursor.is('{')) return readBlock(cursor)
  if (kind !== 'name') throw cursor.complaint('a statement')
  if (cursor.is('if')) return [readIf(cursor, place)]
  const statement = readSimple(cursor, cursor.next().text.replaceAll('"', ''), place)
  cursor.demand(';')
  return [statement]
}

const ELSE_IF = ['elseif', 'elsif', 'elif']

function readIf(cursor: Cursor, place: Place): Statement {
  const branches: Branch[] = []
  cursor.demand('if')
  branches.push(readBranch(cursor))
  while (cursor.is('else') || ELSE_IF.some(word => cursor.is(word))) {
    const { text } = cursor.next()
    if (text !== 'else' || cursor.takes('if')) branches.push(readBranch(cursor))
    else branches.push({ body: readBlock(cursor) })
  }
  return { kind: 'if', branches, place }
}

function readBranch(cursor: Cursor): Branch {
  cursor.demand('(')
  const condition = readExpression(cursor)
  cursor.demand(')')
  return { condition, body: readBlock(cursor) }
}

const SIGNS = ['=', '+=', '-=', '*=', '/=']

function readSimple(cursor: Cursor, word: string, place: Place): Statement {
  const name = () => cursor.demandKind('name', `a name behind ${word}`).text.replaceAll('"', '')
  if (word === 'set') return readSet(cursor, name(), place)
  if (word === 'unset' || word === 'remove') return { kind: 'unset', name: name(), place }
  if (word === 'call') return { kind: 'call', name: name(), place }
  if (word === 'return') return readReturn(cursor, place)
  if (word === 'new') {
    const made = name()
    cursor.demand('=')
    return { kind: 'new', name: made, maker: name(), args: cursor.is('(') ? readArguments(cursor) : [], place }
  }
  if (cursor.is('(')) return { kind: 'do', name: word, args: readArguments(cursor), place }
  if (!OLDER.includes(word) && !cursor.is(';')) throw unknown(word, place)
  return { kind: 'do', name: word, args: skipped(cursor), place }
}

/** Words of older versions, which are left to Varnish itself. */
const OLDER = ['error', 'synthetic', 'purge', 'esi', 'rollback']
const KNOWN = ['set', 'unset', 'call', 'if', 'return', 'new', 'ban', 'hash_data', 'synthetic']

function unknown(word: string, place: Place): Error {
  const near = nearest(word, KNOWN)
  const next = near === undefined ? undefined : `Did you mean ${near}?`
  return misread(place, 'a statement such as set, unset, call, if or return', word, next)
}

function readSet(cursor: Cursor, name: string, place: Place): Statement {
  const sign = SIGNS.find(each => cursor.takes(each))
  if (sign === undefined) throw cursor.complaint('"="')
  return { kind: 'set', name, sign, value: readExpression(cursor), place }
}

function readReturn(cursor: Cursor, place: Place): Statement {
  if (cursor.is(';')) return { kind: 'return', action: '', args: [], place }
  cursor.demand('(')
  const action = cursor.demandKind('name', 'what to return').text
  const args = cursor.is('(') ? readArguments(cursor) : []
  cursor.demand(')')
  return { kind: 'return', action, args, place }
}

function skipped(cursor: Cursor): Expression[] {
  const args: Expression[] = []
  while (!cursor.is(';') && !cursor.done) args.push(readExpression(cursor))
  return args
}
