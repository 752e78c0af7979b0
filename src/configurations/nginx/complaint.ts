import { Trouble } from '../../core/errors.js'
import type { Place } from '../configuration.js'

/** What is wrong at a place of a configuration. */
export interface Complaint {
  readonly expected: string
  readonly found: string
  /** The known word that was most likely meant. */
  readonly nearest?: string | undefined
  readonly next?: string
}

/** The trouble of a configuration that cannot be understood. */
export function misread(place: Place, { expected, found, nearest, next }: Complaint): Trouble {
  const meant = nearest === undefined ? '' : `\n  did you mean "${nearest}"?`
  return new Trouble('bad-config', `${place.file}:${place.line}: expected ${expected}\n  found ${found}${meant}`, next)
}

/** A piece of a configuration for a message: short, and on one line. */
export function shown(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length > 60 ? `${line.slice(0, 57)}...` : line
}
