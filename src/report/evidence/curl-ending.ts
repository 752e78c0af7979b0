import { excessIn } from './curl-body.js'
import type { Exchange } from './exchange.js'

const CLOSING = 'Closing connection 0'

/** The last words of curl on an exchange: what it says of the connection, and its complaint with the exit code. */
export interface CurlEnding {
  readonly says: readonly string[]
  readonly complaint?: string
  /** It was at work for so many milliseconds, although the answer had ended. */
  readonly waited?: number
}

/** How curl 7.88 ends: its very words, for every way in which an answer can break off. */
export function curlEnding(exchange: Exchange): CurlEnding {
  const { answer, connected, limit = 0, asked } = exchange
  const { host, port } = asked
  switch (answer.ending) {
    case 'whole':
      return whole(exchange)
    case 'cut':
      return answer.status === undefined ? halfHead(exchange) : cut(exchange)
    case 'reset':
      return failed(56, 'Recv failure: Connection reset by peer')
    case 'closed':
      return failed(52, 'Empty reply from server')
    case 'no-http':
      return noHttp(exchange)
    case 'refused':
      return failed(7, `Failed to connect to ${host} port ${port} after 0 ms: Couldn't connect to server`)
    case 'gave-up':
      if (connected === undefined) return failed(28, `Connection timed out after ${Math.ceil(limit)} milliseconds`)
      return failed(
        28,
        `Operation timed out after ${Math.ceil(limit)} milliseconds with ${answer.bodySize} bytes received`
      )
  }
}

function whole(exchange: Exchange): CurlEnding {
  const excess = excessIn(exchange)
  if (excess !== undefined) return { says: [excess, CLOSING] }
  return { says: [closes(exchange) ? CLOSING : leftIntact(exchange.asked.host)] }
}

/** An ending with a complaint. */
export function failed(code: number, why: string): CurlEnding {
  return { says: [why, CLOSING], complaint: `curl: (${code}) ${why}` }
}

function noHttp(exchange: Exchange): CurlEnding {
  const { answer } = exchange
  if (answer.status === undefined) return failed(1, 'Received HTTP/0.9 when not allowed')
  if (fieldOf(answer.fields, 'transfer-encoding') !== undefined) return failed(56, BAD_CHUNK)
  return twoLengths(exchange)
}

const BAD_CHUNK = 'Illegal or missing hexadecimal sequence in chunked-encoding'

/** Of two lengths curl takes the later one, and waits for what is missing. */
function twoLengths({ answer, asked: { host }, limit }: Exchange): CurlEnding {
  const length = Number(answer.fields.findLast((_, at) => /^content-length$/i.test(answer.fields[at - 1] ?? '')))
  const came = answer.raw.length - answer.raw.search(/\r?\n\r?\n/) - 4
  if (!(came < length) || limit === undefined) return { says: [leftIntact(host)] }
  const why = `Operation timed out after ${Math.ceil(limit)} milliseconds with ${came} out of ${length} bytes received`
  return { ...failed(28, why), waited: limit }
}

/** Without a whole status line there was no answer; a head that breaks off behind it does not trouble curl at all. */
function halfHead({ answer, asked: { host } }: Exchange): CurlEnding {
  return answer.raw.includes('\n') ? { says: [leftIntact(host)] } : failed(52, 'Empty reply from server')
}

function cut(exchange: Exchange): CurlEnding {
  const { fields, raw } = exchange.answer
  const chunked = fieldOf(fields, 'transfer-encoding') !== undefined
  return chunked && hasBadChunk(raw) ? failed(56, BAD_CHUNK) : failed(18, missing(exchange))
}

/** A chunk begins with its size in hexadecimal digits; curl finds out at the first one that does not. */
function hasBadChunk(raw: string): boolean {
  let rest = raw.slice(raw.search(/\r?\n\r?\n/)).replace(/^\r?\n\r?\n/, '')
  while (rest !== '') {
    const [line, size] = /^([0-9a-f]+)[^\n]*\n/i.exec(rest) ?? []
    if (line === undefined || size === undefined) return !/^[0-9a-f]+\r?$/i.test(rest)
    rest = rest.slice(line.length + Number.parseInt(size, 16)).replace(/^\r?\n/, '')
  }
  return false
}

function missing({ answer }: Exchange): string {
  const length = fieldOf(answer.fields, 'content-length')
  if (length === undefined) return 'transfer closed with outstanding read data remaining'
  return `transfer closed with ${Number(length) - answer.bodySize} bytes remaining to read`
}

function closes({ answer }: Exchange): boolean {
  return /\bclose\b/i.test(fieldOf(answer.fields, 'connection') ?? '') || answer.raw.startsWith('HTTP/1.0')
}

function leftIntact(host: string): string {
  return `Connection #0 to host ${host} left intact`
}

function fieldOf(fields: readonly string[], name: string): string | undefined {
  const at = fields.findIndex((field, index) => index % 2 === 0 && field.toLowerCase() === name)
  return at < 0 ? undefined : fields[at + 1]
}
