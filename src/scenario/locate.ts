import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument, type YAMLError } from 'yaml'
import type { Entry, Located, Place, Problem } from '../core/shape/index.js'

/** A YAML text as located pieces; what is wrong with its syntax is told as problems. */
export interface LocatedText {
  readonly root: Located
  readonly problems: readonly Problem[]
  /** What was read means something all the same: only keys are written twice. */
  readonly readable: boolean
}

/** Reads YAML so that every piece knows its line and column. */
export function locate(source: string): LocatedText {
  const lines = new LineCounter()
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false, uniqueKeys: true })
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  const twice = document.errors.filter(error => error.code === 'DUPLICATE_KEY')
  // One slip makes the parser stumble several times: all but the first would only confuse.
  const slips = [...document.errors, ...document.warnings].filter(error => error.code !== 'DUPLICATE_KEY').slice(0, 1)
  const problems = [...slips, ...twice].map(error => syntaxProblem(error, placeAt))
  const place = (node: Node | null | undefined, otherwise: Place) => (node?.range ? placeAt(node.range[0]) : otherwise)
  const reader = { place, resolve: (node: Node) => (isAlias(node) ? node.resolve(document) : node), depth: 0 }
  return { root: located(document.contents, { line: 1, column: 1 }, reader), problems, readable: slips.length === 0 }
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

const INDENTATION = 'the items of a list, or the keys of a map, to start in the same column'
const QUOTES = 'quotes around a text that contains ": "'
const CLOSING = 'a closing bracket, brace or quote'

/** What a person can do about a complaint of the YAML parser, by how its message begins. */
const IN_WORDS: readonly (readonly [RegExp, string])[] = [
  [/^Map keys must be unique/, 'each key once'],
  [/^Tabs are not allowed/, 'spaces to indent with'],
  [/^A block sequence may not be used as an implicit map key/, INDENTATION],
  [/^All (mapping|sequence) items must start at the same column/, INDENTATION],
  [/^Nested mappings are not allowed/, QUOTES],
  [/^Flow (map|sequence) in block collection/, CLOSING],
  [/^Missing closing/, CLOSING],
  [/^Expected flow (map|sequence) to end/, CLOSING]
]

function syntaxProblem(error: YAMLError, placeAt: (offset: number) => Place): Problem {
  const [, expected = 'YAML'] = IN_WORDS.find(([message]) => message.test(error.message)) ?? []
  return { place: placeAt(error.pos[0]), expected, found: firstSentence(error.message) }
}

function firstSentence(message: string): string {
  const [line = message] = message.split('\n')
  return line.charAt(0).toLowerCase() + line.slice(1)
}
