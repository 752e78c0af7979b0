import type { LogLine, Reading } from '../finding.js'
import { PRODUCTS } from '../products/index.js'
import { readByWords } from '../products/words.js'
import { cleaned } from './clean.js'
import { opened } from './envelope.js'
import { jsonOf } from './json-line.js'

/** Carriers within carriers: docker in journald in syslog. */
const DEPTH = 5

/** What a line of a log says: a failure, nothing wrong, or undefined when nobody understands it. */
export function readLine(raw: string): Reading {
  let text = cleaned(raw)
  let at: string | undefined
  const layers: string[] = []
  for (let depth = 0; depth < DEPTH && text !== ''; depth++) {
    const reading = readByFormat({ text, json: jsonOf(text) })
    if (reading !== undefined) return timed(reading, at ?? opened(text)?.at)
    layers.push(text)
    const inner = opened(text)
    if (inner === undefined) break
    text = inner.text
    at = inner.at ?? at
  }
  const byWords = readInside(layers)
  return byWords === undefined ? undefined : timed(byWords, at)
}

/** The words of the innermost text; of a JSON line also what stands beside it, such as a code. */
function readInside(layers: readonly string[]): Reading {
  const [outer] = layers
  const inner = layers.at(-1)
  if (outer === undefined || inner === undefined) return undefined
  return readByWords(inner) ?? (jsonOf(outer) === undefined ? undefined : readByWords(outer))
}

function readByFormat(line: LogLine): Reading {
  for (const product of PRODUCTS) {
    const reading = product.read(line)
    if (reading !== undefined) return reading
  }
  return undefined
}

function timed(reading: Exclude<Reading, undefined>, at: string | undefined): Reading {
  return reading === 'fine' ? reading : { ...reading, at: legibleTime(reading.at ?? at) }
}

/** Seconds, milliseconds or microseconds since 1970 as a time that a person can read. */
function legibleTime(at: string | undefined): string | undefined {
  if (at === undefined || !/^\d{10}(?:\d{3}){0,2}(?:\.\d+)?$/.test(at)) return at
  const whole = at.split('.')[0] as string
  return new Date(Number(at) * 10 ** (13 - whole.length)).toISOString()
}
