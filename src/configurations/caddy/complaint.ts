import { Trouble } from '../../core/errors.js'
import type { Place } from '../configuration.js'

/** The trouble of a Caddyfile that cannot be understood. */
export function misread(place: Place, expected: string, found: string, next?: string): Trouble {
  const short = found.replace(/\s+/g, ' ').trim().slice(0, 60)
  return new Trouble('bad-config', `${place.file}:${place.line}: expected ${expected}\n  found ${short}`, next)
}
