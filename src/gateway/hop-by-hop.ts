import type { Fields } from './exchange.js'

/** Fields that speak to the next hop only (RFC 9110 §7.6.1), and those that frame a message anew on every hop. */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'transfer-encoding',
  'upgrade',
  'http2-settings',
  'proxy-authorization',
  'proxy-authenticate',
  'proxy-authentication-info',
  'content-length'
])

/** Fields that every recipient on the way must see: no Connection field can name them away. */
const END_TO_END = new Set([
  'host',
  'date',
  'expect',
  'via',
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'proxy-status',
  'authorization',
  'cookie',
  'set-cookie',
  'cache-control',
  'content-type',
  'content-encoding'
])

const NONE: ReadonlySet<string> = new Set()

/** Whether a field of this name, in lower case, ends at this hop. */
export function isHopByHop(name: string, nominated: ReadonlySet<string>): boolean {
  return HOP_BY_HOP.has(name) || nominated.has(name)
}

/** The names, in lower case, that the values of Connection fields nominate to be removed. */
export function nominatedBy(fields: Fields): ReadonlySet<string> {
  let nominated: Set<string> | undefined
  for (let at = 0; at < fields.length; at += 2) {
    if (!isConnection(fields[at] as string)) continue
    for (const option of (fields[at + 1] as string).split(',')) {
      const name = option.trim().toLowerCase()
      if (name === 'keep-alive' || name === 'close' || name === '' || END_TO_END.has(name)) continue
      nominated ??= new Set()
      nominated.add(name)
    }
  }
  return nominated ?? NONE
}

/** What of a list of fields may travel on to the next hop, in its order. */
export function endToEnd(fields: Fields): string[] {
  const nominated = nominatedBy(fields)
  const kept: string[] = []
  for (let at = 0; at < fields.length; at += 2) {
    const name = fields[at] as string
    if (!isHopByHop(name.toLowerCase(), nominated)) kept.push(name, fields[at + 1] as string)
  }
  return kept
}

/** Framing and routing would be decided anew behind the body (RFC 9110 §6.5.1): such fields are dropped from trailers. */
const NOT_IN_TRAILERS = new Set(['host', 'trailer', 'via', 'expect', 'authorization', 'set-cookie', 'content-type'])

/** What of the trailers may travel on to the next hop. */
export function endToEndTrailers(fields: Fields): string[] {
  const kept: string[] = []
  for (let at = 0; at < fields.length; at += 2) {
    const name = fields[at] as string
    const lower = name.toLowerCase()
    if (!HOP_BY_HOP.has(lower) && !NOT_IN_TRAILERS.has(lower)) kept.push(name, fields[at + 1] as string)
  }
  return kept
}

function isConnection(name: string): boolean {
  return name.length === 10 && name.toLowerCase() === 'connection'
}
