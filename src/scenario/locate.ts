import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument, type YAMLError } from 'yaml'
import type { Entry, Located, Place, Problem } from '../core/shape/index.js'

/** A YAML text as located pieces; what is wrong with its syntax is told as problems. */
export interface LocatedText {
  readonly root: Located
  readonly problems: readonly Problem[]
}

/** Reads YAML so that every piece knows its line and column. */
export function locate(source: string): LocatedText {
  const lines = new LineCounter()
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false, uniqueKeys: true })
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  const problems = [...document.errors, ...document.warnings].map(error => syntaxProblem(error, placeAt))
  const place = (node: Node | null | undefined, otherwise: Place) => (node?.range ? placeAt(node.range[0]) : otherwise)
  const reader = { place, resolve: (node: Node) => (isAlias(node) ? node.resolve(document) : node), depth: 0 }
  return { root: located(document.contents, { line: 1, column: 1 }, reader), problems }
}

interface Reader {
  place(node: Node | null | undefined, otherwise: Place): Place
  resolve(node: Node): Node | undefined
  readonly depth: number
}

const DEEPEST = 40

function located(node: unknown, around: Place, reader: Reader): Located {
  const place = reader.place(node as Node | null, around)
  const deeper = { ...reader, depth: reader.depth + 1 }
  const piece = node === null || node === undefined || reader.depth > DEEPEST ? undefined : reader.resolve(node as Node)
  if (isMap(piece)) return { kind: 'map', entries: piece.items.map(pair => entry(pair, place, deeper)), place }
  if (isSeq(piece)) return { kind: 'list', items: piece.items.map(item => located(item, place, deeper)), place }
  if (!isScalar(piece) || piece.value === null) return { kind: 'nothing', place }
  const { value } = piece
  const plain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
  return { kind: 'scalar', value: plain ? value : String(value), place }
}

function entry(pair: Pair, around: Place, reader: Reader): Entry {
  const key = pair.key as Node | null
  const keyPlace = reader.place(key, around)
  const name = isScalar(key) ? String(key.value) : String(key)
  return { key: name, keyPlace, value: located(pair.value, keyPlace, reader) }
}

const IN_WORDS: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'each key once',
  TAB_AS_INDENT: 'spaces to indent with',
  BAD_INDENT: 'lines of one list or map to start in the same column',
  MISSING_CHAR: 'a closing bracket, brace or quote',
  MULTILINE_IMPLICIT_KEY: 'a key on one line, or a list item that starts with "- "',
  BLOCK_AS_IMPLICIT_KEY: 'quotes around a text that contains ": "',
  UNEXPECTED_TOKEN: 'YAML'
}

function syntaxProblem(error: YAMLError, placeAt: (offset: number) => Place): Problem {
  const expected = IN_WORDS[error.code] ?? 'YAML'
  return { place: placeAt(error.pos[0]), expected, found: firstSentence(error.message) }
}

function firstSentence(message: string): string {
  const [line = message] = message.split('\n')
  return line.charAt(0).toLowerCase() + line.slice(1)
}
