import { formatDuration } from '../../core/duration.js'
import type { Fact } from '../../core/events.js'

type Upstream = Extract<Fact, { side: 'upstream' }>
type Request = Extract<Upstream, { what: 'request' }>

/** A line of a log, and when it was written. */
export interface LogLine {
  readonly at: number
  readonly text: string
}

/** What an application server writes by itself: a line for every request, when it has done with the answer. Before that, nothing. */
export function accessLines(facts: readonly Upstream[]): LogLine[] {
  return facts.flatMap(fact => (fact.what === 'request' ? lineFor(fact, facts) : []))
}

function lineFor(request: Request, facts: readonly Upstream[]): LogLine[] {
  const own = ofRequest(request, facts)
  const at = doneAt(own)
  if (at === undefined) return []
  const { head, status, size } = writtenUntil(at, own)
  if (status === undefined) return []
  const begun = own.find(fact => fact.what === 'taken-up') ?? request
  const took = formatDuration(at - begun.at)
  return [
    {
      at,
      text: `"${request.method} ${request.target} HTTP/1.1" ${status} ${head === '' ? '-' : size - head.length} ${took}`
    }
  ]
}

/** When the application has done with a request: it has answered, or written what it takes for an answer. */
function doneAt(own: readonly Upstream[]): number | undefined {
  const answered = own.find(fact => fact.what === 'answered') ?? closedInOrder(own)
  if (answered !== undefined) return answered.at
  return own.find(fact => fact.what === 'sent' && isWhole(writtenUntil(fact.at, own)))?.at
}

interface Written {
  readonly head: string
  readonly status: string | undefined
  readonly bytes: string
  readonly size: number
}

function writtenUntil(at: number, own: readonly Upstream[]): Written {
  const sent = own.flatMap(fact => (fact.what === 'sent' && fact.at <= at ? [fact] : []))
  const bytes = Buffer.concat(sent.map(fact => Buffer.from(fact.bytes, 'base64'))).toString('latin1')
  const [head = '', status] = /^HTTP\/1\.[01] (\d{3})(?=[ \r\n])[\s\S]*?\r?\n\r?\n/.exec(bytes) ?? []
  const size = sent.reduce((sum, fact) => sum + fact.size, 0)
  if (status === undefined && size > bytes.length) return beyondTheCap(bytes, size)
  return { head, status, bytes, size }
}

/** Facts carry so many bytes only: of a head that is longer, the status is known, and no length. */
function beyondTheCap(bytes: string, size: number): Written {
  return { head: '', status: /^HTTP\/1\.[01] (\d{3})(?=[ \r\n])/.exec(bytes)?.[1], bytes, size }
}

/** As long as it said itself, or with its last chunk. */
function isWhole({ head, status, bytes, size }: Written): boolean {
  const length = /\ncontent-length: *(\d+)/i.exec(head)?.[1]
  if (status === undefined) return false
  if (head === '') return true
  return length === undefined ? bytes.endsWith('\r\n0\r\n\r\n') : size - head.length >= Number(length)
}

/** What happened on its connection from this request to the next one. */
function ofRequest({ connection, upstream, request, at }: Request, facts: readonly Upstream[]): Upstream[] {
  const next = facts.find(
    fact => fact.what === 'request' && fact.upstream === upstream && fact.connection === connection && fact.at > at
  )
  const until = next?.at ?? Number.POSITIVE_INFINITY
  return facts.filter(
    fact =>
      fact.upstream === upstream &&
      'connection' in fact &&
      fact.connection === connection &&
      fact.at >= at &&
      fact.at < until &&
      !('request' in fact && fact.request !== request)
  )
}

/** Who wrote the bytes by hand and closed in order takes them for an answer; who reset, or still waits, does not. */
function closedInOrder(own: readonly Upstream[]): Upstream | undefined {
  return own.find(fact => fact.what === 'closed' && fact.by === 'upstream' && fact.how === 'fin')
}
