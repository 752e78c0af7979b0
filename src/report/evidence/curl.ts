import { escaped } from '../legible.js'
import type { Told } from '../told.js'
import { timeOfDay } from './clock.js'
import { bodyIn, headLength } from './curl-body.js'
import { curlEnding, failed } from './curl-ending.js'
import { type CurlHead, readAsCurl } from './curl-head.js'
import type { Exchange } from './exchange.js'
import type { Exhibit } from './exhibit.js'

/** So much of a body is shown; of a longer one only its size, as curl does where it cannot write it out. */
const SHOWN = 400

/** The session of curl that would have shown one exchange. */
export function curlSession(told: Told, exchange: Exchange): Exhibit {
  const { answer } = exchange
  const head = headOf(exchange)
  const { fault } = head
  const ending = fault === undefined ? curlEnding(exchange) : failed(fault.code, fault.says)
  // What curl cannot read it does not wait for.
  const heardAt = fault === undefined ? answer.endedAt : (answer.firstByteAt ?? answer.endedAt)
  const endedAt = ending.waited === undefined ? heardAt : exchange.began + ending.waited
  const lines = [
    ...opening(exchange).map(text => noted(told, exchange.began, '*', text)),
    ...requestLines(told, exchange),
    ...answerLines(told, exchange, head),
    ...ending.says.map(text => noted(told, endedAt, '*', text)),
    ...(fault === undefined ? body(exchange) : []),
    ...(ending.complaint === undefined ? [] : [ending.complaint]),
    `${statusIn(head)} ${((endedAt - exchange.began) / 1000).toFixed(6)} s`
  ]
  return { command: commandFor(exchange), lines }
}

/** curl believes a status line as soon as it is whole. */
function statusIn({ lines }: CurlHead): string {
  const status = lines.findLast(line => line.startsWith('HTTP/'))
  return status === undefined ? '000' : status.slice(9, 12)
}

function noted(told: Told, at: number, sign: string, text: string): string {
  return `${timeOfDay(told, at)} ${sign} ${escaped(text)}`
}

function opening({ answer, connected, asked }: Exchange): string[] {
  const { host, port, unreachable } = asked
  if (connected?.reused) return [`Re-using existing connection #0 with host ${host}`]
  const trying = `  Trying ${host}:${port}...`
  if (connected !== undefined) return [trying, `Connected to ${host} (${host}) port ${port} (#0)`]
  return answer.ending === 'refused' ? [trying, `connect to ${host} port ${port} failed: ${unreachable}`] : [trying]
}

function requestLines(told: Told, { answer, sent }: Exchange): string[] {
  const [head = '', ...rest] = sent.split('\r\n\r\n')
  if (head === '') return []
  const length = rest.join('\r\n\r\n').length
  const more = length === 0 ? [] : [noted(told, answer.sentAt, '}', `[${length} bytes data]`)]
  return [...[...head.split('\r\n'), ''].map(text => noted(told, answer.sentAt, '>', text)), ...more]
}

/** The heads as they came, as far as curl reads them. */
function answerLines(told: Told, { answer, pieces }: Exchange, { lines }: CurlHead): string[] {
  const at = pieces[0]?.at ?? answer.endedAt
  return shortened(lines).map(text => noted(told, at, '<', text))
}

function headOf({ answer }: Exchange): CurlHead {
  const { raw, fields, status, reason } = answer
  const length = headLength(raw)
  if (!raw.startsWith('HTTP/')) return { lines: [] }
  if (length < raw.length || status === undefined || !isLong(fields)) return readAsCurl(raw.slice(0, length))
  // Of a head beyond the cap of facts the bytes are cut off; its fields are all there.
  return { lines: [`HTTP/1.1 ${status} ${reason}`, ...linesOf(fields), ''] }
}

function isLong(fields: readonly string[]): boolean {
  return linesOf(fields).join('').length > CAP - fields.length
}

const CAP = 16_000

function linesOf(fields: readonly string[]): string[] {
  return fields.flatMap((name, at) => (at % 2 === 0 ? [`${name}: ${fields[at + 1] ?? ''}`] : []))
}

const MOST_LINES = 20
const LONGEST = 300

/** What would fill screens is told by its size. */
function shortened(lines: readonly string[]): string[] {
  const short = lines.map(text =>
    text.length > LONGEST ? `${text.slice(0, LONGEST)}... [${text.length} bytes]` : text
  )
  if (short.length <= MOST_LINES) return short
  return [
    ...short.slice(0, MOST_LINES / 2),
    `[${short.length - MOST_LINES} lines more]`,
    ...short.slice(-MOST_LINES / 2)
  ]
}

function body({ answer }: Exchange): string[] {
  if (answer.bodySize === 0) return []
  const chunked = answer.fields.some((field, at) => at % 2 === 0 && field.toLowerCase() === 'transfer-encoding')
  if (chunked || answer.bodySize > SHOWN) return [`{ [${answer.bodySize} bytes data]`]
  return bodyIn(answer)
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .map(escaped)
}

const OWN_FIELDS = /^(?:host|content-length):|^user-agent: curl\/|^accept: \*\/\*$/i

function commandFor({ answer, asked, sent, limit }: Exchange): string {
  const { host, port } = asked
  const [head = '', content = ''] = sent.split('\r\n\r\n')
  const [, ...fields] = head.split('\r\n').filter(line => !OWN_FIELDS.test(line))
  const path = answer.label.split(' ')[1] ?? '/'
  const method = answer.method === 'GET' ? [] : answer.method === 'HEAD' ? ['-I'] : [`-X ${answer.method}`]
  const words = [
    'curl -v --trace-time',
    ...(limit === undefined ? [] : [`-m ${Number((limit / 1000).toFixed(3))}`]),
    ...method,
    ...fields.map(field => `-H '${escaped(field)}'`),
    ...(content === '' ? [] : [content.length > SHOWN ? '--data-binary @body' : `-d '${escaped(content)}'`]),
    `-w '%{http_code} %{time_total} s\\n'`,
    `http://${host}:${port}${path}`
  ]
  return words.join(' ')
}
