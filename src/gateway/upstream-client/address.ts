import { Trouble } from '../../core/errors.js'

/** Where an upstream is reached: a host and port, with or without TLS, or a unix socket. */
export type UpstreamAddress =
  | { readonly scheme: 'http' | 'https'; readonly host: string; readonly port: number }
  | { readonly scheme: 'unix'; readonly path: string }

const EXPECTED = 'expected http://host:port, https://host:port or unix:/path'
const UNIX = /^unix:(?:\/\/)?(\/[^\0]+)$/
const DEFAULT_PORTS = { 'http:': 80, 'https:': 443 } as const

/** Reads an upstream's address as it is typed; the trouble with any other text says what was expected. */
export function parseUpstream(text: string): UpstreamAddress {
  const path = UNIX.exec(text)?.[1]
  if (path !== undefined) return { scheme: 'unix', path }
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') throw refusal(text, 'this is none of them')
  if (!/^https?:\/\/[^/]/i.test(text)) throw refusal(text, 'the host is missing')
  if (url.username !== '' || url.password !== '') throw refusal(text, 'without user and password')
  if (url.pathname !== '/' || /[?#]/.test(text)) throw refusal(text, 'without path, query and fragment')
  if (url.port === '0') throw refusal(text, 'with a port from 1 to 65535')
  const port = url.port === '' ? DEFAULT_PORTS[url.protocol] : Number(url.port)
  return { scheme: url.protocol === 'http:' ? 'http' : 'https', host: url.hostname.replace(/^\[|\]$/g, ''), port }
}

function refusal(text: string, why: string): Trouble {
  const shown = text.replace(/\/\/[^/@]*@/, '//***@')
  return new Trouble('usage', `upstream "${shown}": ${EXPECTED}; ${why}`)
}
