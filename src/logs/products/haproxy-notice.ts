import type { Reading } from '../finding.js'

const NAME = 'HAProxy'
const SERVER =
  /(?:Server|Backup server|Health check for (?:backup )?server) (\S{1,200}\/\S{1,200}) (?:is|was|has|failed|succeeded)\b/i
const EMPTY = /(?:backend|proxy) '?([^\s']{1,200})'? has no server available/i

/** What HAProxy says of its servers and of itself, outside of requests. */
export function haproxyNotice(text: string): Reading {
  const empty = EMPTY.exec(text)
  if (empty !== null) return { product: NAME, cause: 'no-healthy-upstream', sure: 'says so', words: empty[0] }
  const server = SERVER.exec(text)
  if (server !== null) {
    if (/ (?:is UP|succeeded)\b/.test(text)) return 'fine'
    if (!/ (?:is (?:going )?DOWN|failed)\b/i.test(text)) return 'fine'
    const reason = /reason: [^.]{1,200}/.exec(text)?.[0] ?? ''
    return {
      product: NAME,
      cause: 'server-down',
      sure: 'says so',
      words: `${server[1]} is down${reason === '' ? '' : `, ${reason}`}`,
      upstream: server[1]
    }
  }
  if (
    /reached (?:process|system) (?:FD|memory) limit|out of .{1,40} (?:ports|sockets)/i.test(text) &&
    /proxy|server/i.test(text)
  )
    return { product: NAME, cause: 'gateway-exhausted', sure: 'says so', words: text }
  // A client’s handshake, and a log without httplog: nothing about a server.
  return /^Connect from \S+ to \S+ \(|: (?:SSL handshake failure|Connection closed during SSL handshake)$/.test(text)
    ? 'fine'
    : undefined
}
