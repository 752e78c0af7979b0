import type { Outgoing } from '../exchange.js'

/** Methods whose meaning expects content: without any, the length says so (RFC 9110 section 8.6). */
const EXPECTS_CONTENT = new Set(['POST', 'PUT', 'PATCH'])

/** The head of a request as it goes out, framing included. */
export function requestHead({ method, target, fields, body, bodyLength }: Outgoing, close: boolean): string {
  let head = `${method} ${target} HTTP/1.1\r\n`
  let options = close ? 'close' : ''
  for (let i = 0; i < fields.length; i += 2) {
    const name = fields[i] as string
    head += `${name}: ${fields[i + 1]}\r\n`
    // TE holds for this hop only, and has to be said to do so (RFC 9110 section 10.1.4).
    if (name.length === 2 && name.toUpperCase() === 'TE') options = close ? 'close, TE' : 'TE'
  }
  if (options !== '') head += `Connection: ${options}\r\n`
  if (bodyLength !== undefined) return `${head}Content-Length: ${bodyLength}\r\n\r\n`
  if (body !== null) return `${head}Transfer-Encoding: chunked\r\n\r\n`
  return EXPECTS_CONTENT.has(method) ? `${head}Content-Length: 0\r\n\r\n` : `${head}\r\n`
}

/** What ends a body sent in chunks. */
export function lastChunk(trailers: readonly string[]): string {
  let text = '0\r\n'
  for (let i = 0; i < trailers.length; i += 2) text += `${trailers[i]}: ${trailers[i + 1]}\r\n`
  return `${text}\r\n`
}
