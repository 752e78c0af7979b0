/** An address as bind and server lines have it. */
export type Address =
  | { readonly kind: 'inet'; readonly host: string; readonly port?: number; readonly offset?: number }
  | { readonly kind: 'unix'; readonly path: string }
  /** Something that only HAProxy itself can reach: a descriptor, an abstract socket, QUIC. */
  | { readonly kind: 'other'; readonly what: string }

const OTHERS = ['abns', 'fd', 'sockpair', 'quic4', 'quic6', 'rhttp', 'mptcp']

/** Reads an address: host:port, :port, [::]:port, ipv4@…, unix@/path, /path, +8000. */
export function addressOf(text: string): Address {
  const [, family, rest = text] = /^([a-z0-9]+)@(.*)$/.exec(text) ?? []
  if (family === 'unix') return { kind: 'unix', path: rest }
  if (family !== undefined && OTHERS.includes(family)) return { kind: 'other', what: text }
  if (rest.startsWith('/')) return { kind: 'unix', path: rest }
  return inet(rest)
}

function inet(text: string): Address {
  const bracketed = /^\[([^\]]*)\](?::(.*))?$/.exec(text)
  const colon = text.lastIndexOf(':')
  const host = bracketed !== null ? bracketed[1] : colon < 0 ? text : text.slice(0, colon)
  const port = bracketed !== null ? bracketed[2] : colon < 0 ? undefined : text.slice(colon + 1)
  return { kind: 'inet', host: everywhere(host ?? ''), ...portOf(port ?? '') }
}

function everywhere(host: string): string {
  return host === '' || host === '*' ? '0.0.0.0' : host
}

/** A range begins with the port that counts; +N is that of the client and N more. */
function portOf(text: string): { readonly port?: number; readonly offset?: number } {
  const [, sign, digits] = /^([+-]?)(\d+)(?:-\d+)?$/.exec(text) ?? []
  if (digits === undefined) return {}
  if (sign === '') return Number(digits) === 0 ? {} : { port: Number(digits) }
  return { offset: Number(`${sign}${digits}`) }
}
