import type { Fact } from '../../core/events.js'
import type { Answer } from '../../core/observation.js'
import type { Told } from '../told.js'

type Client = Extract<Fact, { side: 'client'; request: number }>

/** One request and what came back, as far as curl would have seen it. */
export interface Exchange {
  readonly answer: Answer
  readonly host: string
  readonly port: string
  /** When curl was called. */
  readonly began: number
  /** When its connection stood, and whether it had been used before; undefined when none ever stood. */
  readonly connected: { readonly at: number; readonly reused: boolean } | undefined
  /** What was sent, as latin1. */
  readonly sent: string
  /** When the first byte of an answer came. */
  readonly firstAt: number | undefined
}

/** Every exchange of a run with the client, in the order of the requests. */
export function exchangesOf({ facts, seen }: Told, address: string, limit: number | undefined): Exchange[] {
  const [host = '', port = ''] = address.split(/:(?=\d+$)/)
  return seen.answers.map(answer => {
    const own = facts.filter(
      (fact): fact is Client => fact.side === 'client' && 'request' in fact && fact.request === answer.request
    )
    const connected = own.find(fact => fact.what === 'connected')
    const sent = own.flatMap(fact => (fact.what === 'sent' ? [Buffer.from(fact.bytes, 'base64')] : []))
    return {
      answer,
      host,
      port,
      began: beganAt(answer, connected?.at, limit),
      connected: connected?.what === 'connected' ? connected : undefined,
      sent: Buffer.concat(sent).toString('latin1'),
      firstAt: own.find(fact => fact.what === 'received')?.at
    }
  })
}

/** Who gave up had waited for the whole of the limit, also for a connection that never stood. */
function beganAt(answer: Answer, connectedAt: number | undefined, limit: number | undefined): number {
  if (answer.ending === 'gave-up' && limit !== undefined) return answer.endedAt - limit
  return connectedAt ?? answer.sentAt
}
