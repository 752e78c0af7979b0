import type { Place } from '../../configuration.js'
import type { SeenFiles } from '../seen-files.js'

/** Key and value of a line of a map. */
export type Entry = readonly [key: string, value: string]

/** Files that conditions look things up in: lists of patterns, and maps. */
export interface Tables {
  /** The patterns of a list; none when there is no such file. */
  patterns(path: string, place: Place): readonly string[]
  /** Key and value of each line of a map. */
  map(path: string, place: Place): readonly Entry[]
}

/** Reads lists and maps from where HAProxy will find them. */
export function tablesOf(files: SeenFiles, absolute: (path: string, file: string) => string): Tables {
  const known = new Map<string, readonly string[]>()
  const lines = (path: string, place: Place) => {
    const whole = absolute(path, place.file)
    const found = known.get(whole) ?? linesIn(files.read(whole) ?? '')
    known.set(whole, found)
    return found
  }
  const maps = new Map<readonly string[], readonly Entry[]>()
  return {
    patterns: lines,
    map: (path, place) => {
      const of = lines(path, place)
      const entries = maps.get(of) ?? of.map(entryOf)
      maps.set(of, entries)
      return entries
    }
  }
}

function linesIn(text: string): string[] {
  const each = text.split(/\r?\n/).map(line => line.trim())
  return each.filter(line => line !== '' && !line.startsWith('#'))
}

function entryOf(line: string): Entry {
  const [, key = '', value = ''] = /^(\S+)\s*(.*)$/.exec(line) ?? []
  return [key, value]
}
