import type { Place } from '../../configuration.js'
import type { Converter } from './expression.js'
import { fits, fittingValues, MATCHES, type Match } from './matching.js'
import type { Entry, Tables } from './tables.js'

/** A converter, forwards and backwards. */
export interface Converting {
  /** What it makes of a value; undefined for nothing at all. */
  apply(value: string): string | undefined
  /** Values of which it makes this one. */
  before(value: string): readonly string[]
}

/** How a converter works; undefined for one that is not known here. */
export function convertingOf(converter: Converter, tables: Tables, place: Place): Converting | undefined {
  const { name, arguments: given } = converter
  if (name === 'lower') return { apply: value => value.toLowerCase(), before: value => [value] }
  if (name === 'upper') return { apply: value => value.toUpperCase(), before: value => [value] }
  if (name === 'url_dec') return { apply: value => value, before: value => [value] }
  if (name === 'host_only') return part(1, ':')
  if (name === 'field') return part(Number(given[0]), given[1] ?? '')
  if (name === 'word') return word(Number(given[0]), given[1] ?? '')
  const [, kind = 'str'] = /^map(?:_([a-z]+))?$/.exec(name) ?? []
  if (!name.startsWith('map') || !MATCHES.includes(kind as Match)) return undefined
  return lookup(kind as Match, tables.map(given[0] ?? '', place), given[1])
}

function part(index: number, marks: string): Converting {
  return { apply: value => splitAt(value, marks)[index - 1], before: value => (index === 1 ? [value] : []) }
}

/** Words are what stands between marks, empty ones left out: word 1 of /api/users is api. */
function word(index: number, marks: string): Converting {
  const words = (value: string) => splitAt(value, marks).filter(each => each !== '')
  const [mark = ''] = marks
  return {
    apply: value => words(value)[index - 1],
    before: value => [mark + 'x'.concat(mark).repeat(index - 1) + value]
  }
}

function splitAt(value: string, marks: string): string[] {
  const pieces = ['']
  for (const letter of value) {
    if (marks.includes(letter)) pieces.push('')
    else pieces[pieces.length - 1] += letter
  }
  return pieces
}

/** As many keys of a map as are tried to get a value out of it. */
const TRIED_KEYS = 5

function lookup(match: Match, entries: readonly Entry[], fallback?: string): Converting {
  return {
    apply: value => found(match, entries, value) ?? fallback,
    before: value => {
      const keys = keysOf(entries, value).slice(0, TRIED_KEYS)
      const values = keys.flatMap(key => fittingValues(match, key, '', false))
      return fallback === value ? [...values, 'gatecrash', '/gatecrash'] : values
    }
  }
}

// A map may have thousands of lines, and is asked for every backend anew.
const FOUND = new WeakMap<readonly Entry[], Map<string, string | undefined>>()
const KEYS = new WeakMap<readonly Entry[], Map<string, string[]>>()

function found(match: Match, entries: readonly Entry[], value: string): string | undefined {
  const known = FOUND.get(entries) ?? new Map<string, string | undefined>()
  FOUND.set(entries, known)
  const question = `${match} ${value}`
  if (!known.has(question)) {
    known.set(question, entries.find(([key]) => fits(match, value, key, false) === true)?.[1])
  }
  return known.get(question)
}

function keysOf(entries: readonly Entry[], wanted: string): readonly string[] {
  const known = KEYS.get(entries) ?? new Map<string, string[]>()
  if (known.size === 0) for (const [key, value] of entries) put(known, value, key)
  KEYS.set(entries, known)
  return known.get(wanted) ?? []
}

function put(lists: Map<string, string[]>, name: string, value: string): void {
  const list = lists.get(name) ?? []
  list.push(value)
  lists.set(name, list)
}
