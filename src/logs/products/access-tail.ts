import type { Attempt } from './attempt.js'

// … 42 "router@docker" "http://10.0.0.2:80" 30000ms
const TRAEFIK = /^.{0,6000}? (?:\d{1,12}|-) "([^"]{0,200})" "([^"]{0,300})" (\d{1,9})ms$/

/** What Traefik adds to the combined format. */
export function traefikTail(tail: string): Attempt | undefined {
  const match = TRAEFIK.exec(tail)
  if (match === null) return undefined
  const [, router = '', address = '', milliseconds] = match
  return {
    product: 'Traefik access log',
    address,
    milliseconds: Number(milliseconds),
    nobody: address === '' || address === '-',
    router
  }
}

// "-" "curl/8" 312 60.001 [shop-web-80] [] 10.0.0.1:8080, 10.0.0.2:8080 0, 0 60.000, 0.001 504, 502 3f2a
const INGRESS =
  /" \d{1,12} ([\d.]{1,12}) \[([^\]]{0,200})\] \[[^\]]{0,200}\] (-|\S{1,100}(?:, \S{1,100}){0,9}) (?:-|\d+)(?:, (?:-|\d+)){0,9} ((?:-|[\d.]+)(?:, (?:-|[\d.]+)){0,9}) ((?:-|\d{3})(?:, (?:-|\d{3})){0,9}) \S+/

/** What ingress-nginx adds to the combined format. */
export function ingressTail(tail: string): Attempt | undefined {
  const match = INGRESS.exec(tail)
  if (match === null) return undefined
  const [, request, , address = '', response, status] = match
  return { product: 'ingress-nginx access log', request, address, response, status, nobody: address === '-' }
}

const PAIR = /(?:^|[\s,|;"])([A-Za-z_]{1,40})[=:] ?"?([^"\s|;]{1,200}(?:, [\d.:-]{1,40}){0,5})"?/g

const NAMES: Readonly<Record<string, 'address' | 'status' | 'connect' | 'head' | 'response' | 'request'>> = {
  upstream_addr: 'address',
  upstream: 'address',
  ua: 'address',
  addr: 'address',
  to: 'address',
  backend: 'address',
  upstream_status: 'status',
  us: 'status',
  ups_status: 'status',
  upstream_connect_time: 'connect',
  uct: 'connect',
  upstream_header_time: 'head',
  uht: 'head',
  upstream_response_time: 'response',
  urt: 'response',
  ups_resp_time: 'response',
  request_time: 'request',
  rt: 'request',
  req_time: 'request',
  duration: 'request'
}

/** What people add with names of their own: rt=60.001 uct=0.000 uht=- urt=60.001 upstream=10.0.0.5:8080. */
export function namedTail(tail: string): Attempt | undefined {
  const found: Partial<Record<'address' | 'status' | 'connect' | 'head' | 'response' | 'request', string>> = {}
  for (const [, name = '', value = ''] of tail.matchAll(PAIR)) {
    const known = NAMES[name.toLowerCase()]
    if (known !== undefined) found[known] ??= value.replace(/,$/, '')
  }
  return Object.keys(found).length === 0 ? undefined : { ...found, nobody: found.address === '-' }
}
