import type { ResponseHead } from '../exchange.js'
import { Failure } from '../failures.js'
import { quote } from './octets.js'
import type { StatusLine } from './status-line.js'

/** The fields of a head that say how the message ends and what becomes of the connection; repeated ones joined with commas. */
export interface FramingFields {
  length: string | undefined
  coding: string | undefined
  connection: string | undefined
  keepAlive: string | undefined
}

/** Picks the framing fields out of a head. */
export function framingFields(fields: readonly string[]): FramingFields {
  const found: FramingFields = { length: undefined, coding: undefined, connection: undefined, keepAlive: undefined }
  for (let i = 0; i < fields.length; i += 2) {
    const key = keyOf(fields[i] as string)
    if (key === undefined) continue
    const value = fields[i + 1] as string
    found[key] = found[key] === undefined ? value : `${found[key]}, ${value}`
  }
  return found
}

/** Looks at the length first: most names are told apart by it, and nothing has to be lower-cased. */
function keyOf(name: string): keyof FramingFields | undefined {
  switch (name.length) {
    case 10:
      if (/^connection$/i.test(name)) return 'connection'
      return /^keep-alive$/i.test(name) ? 'keepAlive' : undefined
    case 14:
      return /^content-length$/i.test(name) ? 'length' : undefined
    case 17:
      return /^transfer-encoding$/i.test(name) ? 'coding' : undefined
    default:
      return undefined
  }
}

/**
 * How the body ends (RFC 9112 section 6.3). Stricter than it has to be in one place: a length beside a coding is refused and not
 * overruled, since two readers of such an answer may cut it in two ways. A coding in HTTP/1.0 is faulty framing by section 6.1.
 */
export function bodyFraming(method: string, line: StatusLine, found: FramingFields): ResponseHead['framing'] | Failure {
  const { length, coding } = found
  if (coding !== undefined && length !== undefined) return Failure.of('length-and-coding', {})
  if (coding !== undefined && line.version === '1.0') return Failure.of('coding-in-http10', {})
  const announced = length === undefined ? undefined : contentLength(length)
  if (announced instanceof Failure) return announced
  if (method === 'HEAD' || line.status === 204 || line.status === 304) return 'none'
  if (coding !== undefined) return /^chunked$/i.test(coding) ? 'chunked' : unknownCoding(coding)
  return announced === undefined ? 'close' : { length: announced }
}

/** One length, however often it is repeated (section 6.3, rule 5). */
function contentLength(value: string): number | Failure {
  const [first = '', ...others] = value.split(/[ \t]*,[ \t]*/)
  const length = Number(first)
  const valid = /^\d+$/.test(first) && Number.isSafeInteger(length) && others.every(other => other === first)
  return valid ? length : Failure.of('bad-length', { value: quote(value) })
}

/** A head whose length was repeated, with the length said once. */
export function withOneLength(fields: readonly string[], length: string): readonly string[] {
  const others: string[] = []
  for (let i = 0; i < fields.length; i += 2) {
    if (keyOf(fields[i] as string) !== 'length') others.push(fields[i] as string, fields[i + 1] as string)
  }
  return [...others, 'Content-Length', length.slice(0, length.indexOf(',')).trim()]
}

function unknownCoding(value: string): Failure {
  const codings = value.split(',').map(coding => coding.trim())
  const strange = codings.find(coding => !/^chunked$/i.test(coding)) ?? codings[0]
  const coding = /^[!#$%&'*+\-.^_`|~\w]+/.exec(strange ?? '')?.[0]
  return Failure.of('unknown-coding', { value: quote(value), coding })
}

/** Whether the connection stays open behind this answer, as far as its head tells. */
export function staysOpen(line: StatusLine, connection: string | undefined): boolean {
  if (connection === undefined) return line.version === '1.1'
  const options = connection.toLowerCase().split(/[ \t]*,[ \t]*/)
  if (options.includes('close')) return false
  return line.version === '1.1' || options.includes('keep-alive')
}

const MARGIN = 1000

/** For how many milliseconds the upstream says that it keeps the connection, less a margin, so that we are the ones who close it. */
export function announcedPatience(keepAlive: string | undefined): number {
  const seconds = /(?:^|[,\s])timeout=(\d+)/i.exec(keepAlive ?? '')?.[1]
  if (seconds === undefined) return Number.POSITIVE_INFINITY
  const announced = Number(seconds) * 1000
  return announced - Math.min(MARGIN, announced / 2)
}
