import type { Fact } from '../../core/events.js'

/** Something that went over one of the two wires: bytes, or the end of a connection. */
export interface Piece {
  readonly at: number
  /** The wire and the way on it; bytes of one way that come close together are one piece. */
  readonly way: string
  readonly from: string
  readonly to: string
  /** Which request, or which connection, when there are several. */
  readonly number: string
  /** What is known of the bytes; fewer than `size` when they were too many to be kept. */
  readonly bytes: Buffer
  readonly size: number
  /** In how many pieces they came. */
  readonly count: number
  /** Said of the whole piece: FIN, RST, nobody took it. */
  readonly says: string
  readonly lastAt: number
}

/** Reads a fact as a piece, when it is one: numbers are only for runs with several requests or connections. */
export function pieceOf(fact: Fact, requests: number, connections: number): Piece | undefined {
  if (fact.side === 'client' && 'request' in fact) {
    return clientPiece(fact, requests > 1 ? `request ${fact.request + 1}` : '')
  }
  if (fact.side !== 'upstream') return undefined
  const connection = 'connection' in fact ? fact.connection : undefined
  return upstreamPiece(fact, connection !== undefined && connections > 1 ? `connection ${connection + 1}` : '')
}

type Client = Extract<Fact, { side: 'client'; request: number }>
type Upstream = Extract<Fact, { side: 'upstream' }>

const ENDINGS: Readonly<Record<string, string>> = { cut: 'FIN', closed: 'FIN', reset: 'RST' }

function clientPiece(fact: Client, number: string): Piece | undefined {
  const out = { from: 'client', to: 'gateway', number }
  const back = { from: 'gateway', to: 'client', number }
  if (fact.what === 'sent' || fact.what === 'piece')
    return piece(fact.at, `${fact.request} out`, { ...out, ...known(fact) })
  if (fact.what === 'received') return piece(fact.at, `${fact.request} back`, { ...back, ...known(fact) })
  if (fact.what !== 'ended') return undefined
  if (fact.how === 'gave-up') return piece(fact.at, '', { ...out, says: 'the client gives up' })
  const says = ENDINGS[fact.how]
  return says === undefined ? undefined : piece(fact.at, '', { ...back, says })
}

function upstreamPiece(fact: Upstream, number: string): Piece | undefined {
  const { upstream, at } = fact
  const into = { from: 'gateway', to: upstream, number }
  const back = { from: upstream, to: 'gateway', number }
  if (fact.what === 'crashed') return piece(at, '', { from: upstream, says: `killed by ${fact.signal}` })
  if (fact.what === 'unread') return piece(at, '', { ...into, says: 'bytes that are left unread' })
  if (fact.what === 'received') return piece(at, `${upstream} ${fact.connection} in`, { ...into, ...known(fact) })
  if (fact.what === 'sent') {
    const says = fact.taken ? '' : 'nobody took it'
    return piece(at, `${upstream} ${fact.connection} back`, { ...back, ...known(fact), says })
  }
  if (fact.what !== 'closed') return undefined
  return piece(at, '', { ...(fact.by === 'gateway' ? into : back), says: fact.how.toUpperCase() })
}

function known({ bytes, size }: { bytes: string; size: number }) {
  return { bytes: Buffer.from(bytes, 'base64'), size, count: 1 }
}

function piece(at: number, way: string, part: Partial<Piece>): Piece {
  return {
    at,
    lastAt: at,
    way,
    from: '',
    to: '',
    number: '',
    bytes: Buffer.alloc(0),
    size: 0,
    count: 0,
    says: '',
    ...part
  }
}
