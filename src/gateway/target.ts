import { type Cause, refusal } from './cause.js'

/** Where a request wants to go: what is sent upstream, and the authority that an absolute target names. */
export interface Target {
  readonly target: string
  readonly authority?: string
}

const ABSOLUTE = /^https?:\/\/([^/?#]*)(.*)$/is

/** Brings a request-target into origin-form; path and query stay as they came, byte for byte (RFC 9112 §3.2). */
export function toOriginForm(received: string, method: string): Target | Cause {
  if (received.includes('#')) return refusal(400, 'bad_target', `the request-target ${quote(received)} has a fragment`)
  if (received.startsWith('/')) return { target: received }
  if (received === '*' && method === 'OPTIONS') return { target: received }
  const absolute = ABSOLUTE.exec(received)
  if (absolute === null) return refusal(400, 'bad_target', `the request-target ${quote(received)} is in no known form`)
  const [, authority = '', rest = ''] = absolute
  if (authority === '' || authority.includes('@')) {
    return refusal(400, 'bad_target', `the request-target ${quote(received)} names no host, or more than a host`)
  }
  return { target: pathOf(rest, method), authority }
}

function pathOf(rest: string, method: string): string {
  if (rest === '') return method === 'OPTIONS' ? '*' : '/'
  return rest.startsWith('/') ? rest : `/${rest}`
}

function quote(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text)
}
