import type { ConfiguredUpstream, Place, Protocol } from '../../configuration.js'

/** Where something is passed on to, as it is written in a configuration. */
export type Address =
  | { readonly kind: 'upstream'; readonly upstream: ConfiguredUpstream; readonly scheme: string }
  | { readonly kind: 'balancer'; readonly name: string }
  /** A protocol that is not played, or a place that only a request says. */
  | { readonly kind: 'other'; readonly text: string }

const SCHEMES: Readonly<Record<string, { readonly protocol: Protocol; readonly port: number }>> = {
  http: { protocol: 'http', port: 80 },
  https: { protocol: 'https', port: 443 },
  ws: { protocol: 'http', port: 80 },
  wss: { protocol: 'https', port: 443 },
  fcgi: { protocol: 'fastcgi', port: 8000 },
  scgi: { protocol: 'scgi', port: 4000 },
  uwsgi: { protocol: 'uwsgi', port: 3031 },
  h2c: { protocol: 'grpc', port: 80 },
  h2: { protocol: 'grpcs', port: 443 }
}

/** Reads http://app:8080/, unix:/run/app.sock|http://localhost/, balancer://app. */
export function addressOf(text: string, place: Place): Address {
  const [, socket, url = ''] = /^(?:unix:([^|]*)\|)?([\s\S]*)$/i.exec(text) ?? []
  const [, written = '', authority = ''] = /^([a-z][a-z0-9+.-]*):(?:\/\/)?([^/?#]*)/i.exec(url) ?? []
  const scheme = written.toLowerCase()
  if (scheme === 'balancer') return { kind: 'balancer', name: authority.toLowerCase() }
  const known = SCHEMES[scheme]
  if (known === undefined) return { kind: 'other', text }
  const { protocol } = known
  if (socket !== undefined) {
    const upstream = { name: `unix:${socket}`, host: '', port: 0, socket, protocol, place }
    return { kind: 'upstream', scheme, upstream }
  }
  const [, bracketed, bare = '', port] = /^(?:[^@]*@)?(?:\[([^\]]*)\]|([^:]*))(?::(\d+))?$/.exec(authority) ?? []
  const host = bracketed ?? bare
  if (host === '' || /[$%{}*]/.test(host)) return { kind: 'other', text }
  return {
    kind: 'upstream',
    scheme,
    upstream: { name: authority, host, port: Number(port ?? known.port), protocol, place }
  }
}
