import type { Finding, Product, Reading } from '../finding.js'
import { addressIn, requestIn } from '../lines/fields.js'
import { NGINX_MESSAGES } from './nginx-messages.js'
import { phraseIn } from './phrases.js'

const NAME = 'nginx error log'

// 2026/11/20 17:48:52 [error] 10077#10077: *3 upstream timed out (110: …) while reading …, client: …, upstream: "…"
const LINE =
  /(?:(\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d) )?\[(debug|info|notice|warn|error|crit|alert|emerg)\] \d{1,10}#\d{1,10}: (.*)$/
/** Without its frame: nginx always says what it was doing. */
const BARE =
  /^(?:\*\d{1,20} )?(.*(?: while (?:connecting to|SSL handshaking to|sending request to|reading response header from) upstream| while reading upstream|no live upstreams).*)$/
const START = /^nginx: \[(emerg|alert)\] (.*)$/

/** The error log of nginx, and of what is built on it: OpenResty, ingress-nginx, Kong, Angie, Tengine. */
export const nginxError: Product = {
  name: NAME,
  read({ text }) {
    const match = LINE.exec(text)
    if (match !== null && match.index < 200) return readMessage(match[3] as string, match[2] as string, match[1])
    const start = START.exec(text)
    return start === null ? undefined : readMessage(start[2] as string, start[1] as string, undefined)
  }
}

/** A message of nginx that somebody has cut out of its line. Tried late: access logs have clients’ words in them. */
export const nginxMessage: Product = {
  name: NAME,
  read({ text }) {
    const bare = BARE.exec(text)
    return bare === null ? undefined : readMessage(bare[1] as string, 'error', undefined)
  }
}

/** What the client has sent stands behind these words: it is not read for phrases. */
const BEHIND = /, (?:client|server|request|upstream): /

function readMessage(said: string, level: string, at: string | undefined): Reading {
  const text = said.replace(/^\*\d{1,20} /, '')
  const behind = text.search(BEHIND)
  const words = behind < 0 ? text : text.slice(0, behind)
  const phrase = phraseIn(`${words} [${level}]`, NGINX_MESSAGES)
  if (phrase === undefined) return ['debug', 'info', 'notice'].includes(level) ? 'fine' : undefined
  if (phrase.cause === 'fine') return 'fine'
  return { product: NAME, cause: phrase.cause, sure: 'says so', words, at, ...contextOf(text) }
}

function contextOf(text: string): Partial<Finding> {
  // What stands last was written by nginx; what stands before may have been sent by a client.
  const upstreams = text.lastIndexOf(', upstream: ')
  const upstream = upstreams < 0 ? undefined : /^"?([^",]*)/.exec(text.slice(upstreams + 12))?.[1]
  const request = /, request: "?([A-Z]{3,10} [^\s"]{1,2000})/.exec(text)?.[1]
  return { upstream: addressIn(upstream), ...requestIn(request) }
}
