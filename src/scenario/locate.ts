import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument } from 'yaml'
import type { Entry, Located, Place, Problem } from '../core/shape/index.js'
import { syntaxProblem } from './syntax.js'

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
  const problems = [...slips, ...twice].map(error => syntaxProblem(error, document, placeAt))
  const place = (node: Node | null | undefined, otherwise: Place) => (node?.range ? placeAt(node.range[0]) : otherwise)
  const aliases = resolver(document)
  const root = located(document.contents, { line: 1, column: 1 }, { place, aliases, depth: 0, unfolded: false })
  const unresolved = slips.length === 0 ? aliases.problems : []
  return { root, problems: [...problems, ...unresolved], readable: slips.length + unresolved.length === 0 }
}

interface Reader {
  place(node: Node | null | undefined, otherwise: Place): Place
  readonly aliases: Aliases
  readonly depth: number
  /** Whether an alias has led here: such pieces are counted, since a short file can unfold to billions of them. */
  readonly unfolded: boolean
}

interface Aliases {
  readonly problems: Problem[]
  resolve(node: Node, place: Place): Node | undefined
  /** Counts one more piece that an alias has led to; false when there are too many. */
  count(place: Place): boolean
}

const MOST_UNFOLDED = 10_000

function resolver(document: Document): Aliases {
  const problems: Problem[] = []
  let unfolded = 0
  return {
    problems,
    resolve(node, place) {
      if (!isAlias(node)) return node
      const found = node.resolve(document)
      if (found === undefined)
        problems.push({ place, expected: `an anchor &${node.source} above`, found: `*${node.source}` })
      return found
    },
    count(place) {
      if (++unfolded === MOST_UNFOLDED + 1)
        problems.push({ place, expected: `aliases that unfold to at most ${MOST_UNFOLDED} pieces`, found: 'more' })
      return unfolded <= MOST_UNFOLDED
    }
  }
}

const DEEPEST = 40

function located(node: unknown, around: Place, reader: Reader): Located {
  const place = reader.place(node as Node | null, around)
  if (node === null || node === undefined || reader.depth > DEEPEST) return { kind: 'nothing', place }
  if (reader.unfolded && !reader.aliases.count(place)) return { kind: 'nothing', place }
  const piece = reader.aliases.resolve(node as Node, place)
  const unfolded = reader.unfolded || isAlias(node)
  const deeper = { ...reader, depth: reader.depth + 1, unfolded }
  if (isMap(piece)) return { kind: 'map', entries: piece.items.map(pair => entry(pair, place, deeper)), place }
  if (isSeq(piece)) return { kind: 'list', items: piece.items.map(item => located(item, place, deeper)), place }
  if (!isScalar(piece) || piece.value === null) return { kind: 'nothing', place }
  const { value } = piece
  if (typeof value === 'number' && piece.source !== undefined)
    return { kind: 'scalar', value, written: piece.source, place }
  const plain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
  return { kind: 'scalar', value: plain ? value : String(value), place }
}

function entry(pair: Pair, around: Place, reader: Reader): Entry {
  const key = pair.key as Node | null
  const keyPlace = reader.place(key, around)
  const name = isScalar(key) ? String(key.value) : String(key)
  return { key: name, keyPlace, value: located(pair.value, keyPlace, reader) }
}
