import { AnswerReader, members } from '../client/index.js'
import type { Arrival, SentPiece } from '../core/observation.js'

/** An answer as an upstream sent it. */
export interface Reply {
  readonly status: number | undefined
  /** `unknown` when nobody can say where it ends. */
  readonly state: 'whole' | 'incomplete' | 'unknown'
  /** The first bytes of its content, by which it is known again. */
  readonly begins: string
}

/** Reads what an upstream sent in answer to a request, with the reader that reads what the client gets. */
export function replyOf({ method, sent, left }: Pick<Arrival, 'method' | 'sent' | 'left'>): Reply {
  let fields: readonly string[] = []
  let status: number | undefined
  const reader = new AnswerReader(method, {
    interim: () => undefined,
    head: head => {
      status = head.status
      fields = head.fields
    }
  })
  let lostInHead = false
  for (const piece of sent) {
    reader.take(Buffer.from(piece.bytes, 'latin1'))
    lostInHead ||= status === undefined && !isKept(piece)
    for (const bytes of notKept(piece)) reader.take(bytes)
  }
  const text = sent.map(({ bytes }) => bytes).join('')
  const chunked = members(fields, 'transfer-encoding').at(-1) === 'chunked'
  return { status: status ?? startedStatus(text), state: stateOf(), begins: beginOf(text, chunked) }

  function stateOf(): Reply['state'] {
    if (reader.state === 'whole') return 'whole'
    if (lostInHead || (chunked && !sent.every(isKept))) return 'unknown'
    if (reader.endsWithConnection) return left === 'fin' ? 'whole' : 'incomplete'
    if (reader.state !== 'broken') return 'incomplete'
    return chunked ? 'incomplete' : 'unknown'
  }
}

const FILLER = Buffer.alloc(65_536)

/** As many other bytes as were not kept: of content only the number counts, of anything else nobody can tell. */
function* notKept({ bytes, size }: SentPiece): Generator<Buffer> {
  for (let left = size - bytes.length; left > 0; left -= FILLER.length) yield FILLER.subarray(0, left)
}

function isKept({ bytes, size }: SentPiece): boolean {
  return bytes.length === size
}

/** The status of a head that never came to its end: some gateways make an answer of it. */
function startedStatus(text: string): number | undefined {
  const status = /^HTTP\/\d\.\d (\d{3})/.exec(text)?.[1]
  return status === undefined ? undefined : Number(status)
}

const BEGIN = 32

function beginOf(text: string, chunked: boolean): string {
  const [, content = ''] =
    /\r?\n\r?\n([\s\S]*)$/.exec(text.replace(/^(?:HTTP\/\d\.\d 1\d\d[\s\S]*?\r?\n\r?\n)*/, '')) ?? []
  const begin = chunked ? content.replace(/^[\da-f]+[^\n]*\n/i, '').split('\r\n')[0] : content
  return (begin ?? '').slice(0, BEGIN)
}
