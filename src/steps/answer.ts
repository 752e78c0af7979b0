import { STATUS_CODES } from 'node:http'

/** A well-formed answer. */
export interface Answer {
  readonly status: number
  readonly reason?: string
  readonly headers?: Readonly<Record<string, string | readonly string[]>>
  readonly body?: string | { readonly bytes: number }
}

const FILLER = 'The quick brown fox jumps over the lazy dog, and over again.\n'

/** The answer on the wire, framed as the method and the status ask. */
export function bytesOfAnswer(answer: Answer, method: string): Buffer {
  const body = bytesOfBody(answer.body)
  const reason = answer.reason ?? STATUS_CODES[answer.status] ?? ''
  const lines = [`HTTP/1.1 ${answer.status} ${reason}`, ...linesOf(answer), ...framing(answer, body.length), '', '']
  const head = Buffer.from(lines.join('\r\n'))
  return method === 'HEAD' || isBodiless(answer.status) ? head : Buffer.concat([head, body])
}

function bytesOfBody(body: Answer['body']): Buffer {
  if (body === undefined) return Buffer.alloc(0)
  return typeof body === 'string' ? Buffer.from(body) : Buffer.alloc(body.bytes, FILLER)
}

function linesOf({ headers = {} }: Answer): string[] {
  return Object.entries(headers).flatMap(([name, value]) => [value].flat().map(one => `${name}: ${one}`))
}

/** A length that the scenario wrote itself, right or wrong, is left alone. */
function framing({ status, headers = {} }: Answer, length: number): string[] {
  const framed = Object.keys(headers).some(name => /^(content-length|transfer-encoding)$/i.test(name))
  return framed || isBodiless(status) ? [] : [`Content-Length: ${length}`]
}

function isBodiless(status: number): boolean {
  return status === 204 || status === 304
}
