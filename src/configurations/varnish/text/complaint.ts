import { Trouble } from '../../../core/errors.js'
import type { Place } from '../../configuration.js'

/** The trouble of a VCL that cannot be understood at a place. */
export function misread({ file, line }: Place, expected: string, found: string, next = CHECK): Trouble {
  const short = found.replace(/\s+/g, ' ')
  const told = short.length > 60 ? `${short.slice(0, 57)}...` : short
  return new Trouble('bad-config', `${file}:${line}: expected ${expected}\n  found ${told}`, next)
}

const CHECK = 'varnishd -C -f FILE checks it.'
