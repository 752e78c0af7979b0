import type { Setting } from '../../configuration.js'
import { type Line, lineOf, type Section } from '../text/sections.js'
import { timeOf } from '../text/time.js'

/** A setting as a line has it: the first words are its name, the rest its value. */
export function written({ words, place }: Line, name: string, milliseconds?: number): Setting {
  const value = words.slice(name.split(' ').length).join(' ')
  return { name, value, ...(milliseconds !== undefined && { milliseconds }), place }
}

/** A time that a section or its defaults set; undefined when neither does. */
export function timeIn(section: Section, name: string): Setting | undefined {
  const line = lineOf(section, ...name.split(' '))
  if (line === undefined) return undefined
  const value = line.words[name.split(' ').length] ?? ''
  const read = timeOf(value)
  return { name, value, ...(read !== undefined && { milliseconds: endless(read) }), place: line.place }
}

/** A limit of nothing is no limit. */
function endless(milliseconds: number): number {
  return milliseconds === 0 ? Number.POSITIVE_INFINITY : milliseconds
}

/** What holds where nobody sets a limit: HAProxy has no default for any of them. */
export function noLimit(name: string): Setting {
  return { name, value: 'none', milliseconds: Number.POSITIVE_INFINITY }
}
