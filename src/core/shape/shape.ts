/** A place in a file; lines and columns are counted from 1. */
export interface Place {
  readonly line: number
  readonly column: number
}

/** A piece of a file together with where it stands. */
export type Located =
  | {
      readonly kind: 'scalar'
      readonly value: string | number | boolean
      /** As it stands in the file, where that says more than the value: 0x10, 1.0. */
      readonly written?: string
      readonly place: Place
    }
  | { readonly kind: 'nothing'; readonly place: Place }
  | { readonly kind: 'list'; readonly items: readonly Located[]; readonly place: Place }
  | { readonly kind: 'map'; readonly entries: readonly Entry[]; readonly place: Place }

/** One `key: value` of a map. */
export interface Entry {
  readonly key: string
  readonly keyPlace: Place
  readonly value: Located
}

/** One mistake: where, what was expected, what was found, and which known word comes nearest. */
export interface Problem {
  readonly place: Place
  readonly expected: string
  readonly found: string
  readonly nearest?: string
}

/** Takes note of a mistake; reading goes on, so that several are told at once. */
export type Complain = (problem: Problem) => void

/** What reading gives when the piece was wrong; the complaint was made. */
export const INVALID: unique symbol = Symbol('invalid')
export type Invalid = typeof INVALID

export type JsonSchema = { readonly [key: string]: unknown }

/** The one definition of a piece of a file: how it is read, checked, and told to an editor. */
export interface Shape<T> {
  /** What it should be, in words that complete "expected …". */
  readonly expected: string
  /** Whether a piece has the outer form of this shape, so that a choice of shapes knows whose complaints to tell. */
  fits(node: Located): boolean
  read(node: Located, complain: Complain): T | Invalid
  schema(): JsonSchema
}

/** The type of what a shape reads. */
export type Read<S> = S extends Shape<infer T> ? T : never

/** What was found, in words that complete "found …". */
export function describe(node: Located): string {
  if (node.kind === 'nothing') return 'nothing'
  if (node.kind === 'list') return node.items.length === 0 ? 'an empty list' : 'a list'
  if (node.kind === 'map') return node.entries.length === 0 ? 'an empty map' : `a map (${namesOf(node.entries)})`
  if (typeof node.value !== 'string') return node.written ?? String(node.value)
  return LOOKS_OTHERWISE.test(node.value) ? `"${node.value}", a text because of its quotes` : quoted(node.value)
}

/** A text that would be a number, or true or false, without its quotes: the reader has to be told that it has some. */
const LOOKS_OTHERWISE = /^([+-]?\d{1,20}(\.\d{1,20})?|true|false)$/

function namesOf(entries: readonly Entry[]): string {
  const names = entries.slice(0, 3).map(entry => entry.key)
  return entries.length > 3 ? `${names.join(', ')}, …` : names.join(', ')
}

/** A piece of a file in quotes, on one line and not too long. */
export function quoted(text: string): string {
  return `"${shorten(text)}"`
}

function shorten(text: string): string {
  const line = text.replaceAll('\r', '\\r').replaceAll('\n', '\\n')
  return line.length > 60 ? `${line.slice(0, 57)}…` : line
}
