import type { Fact } from '../../core/events.js'
import type { Answer } from '../../core/observation.js'
import { triesOf } from '../../core/tries.js'
import type { Told } from '../told.js'

type Client = Extract<Fact, { side: 'client'; request: number }>

/** Bytes that came in one piece. */
export type Piece = Extract<Client, { what: 'received' }>

/** Who is asked, and how long an operator waits for the answer; undefined for a client that has its own patience. */
export interface Asked {
  readonly host: string
  readonly port: string
  readonly limit: number | undefined
  /** Why no connection can be made, in the words of the kernel. */
  readonly unreachable: string
}

/** One request and what came back, as far as curl would have seen it. */
export interface Exchange {
  readonly asked: Asked
  readonly answer: Answer
  /** When curl was called, and how long it was at work at most: undefined for one that waits for ever. */
  readonly began: number
  readonly limit: number | undefined
  /** When its connection stood, and whether it had been used before; undefined when none ever stood. */
  readonly connected: { readonly at: number; readonly reused: boolean } | undefined
  /** What was sent, as latin1. */
  readonly sent: string
  readonly pieces: readonly Piece[]
}

/** Every exchange of a run with the client, try by try. */
export function exchangesOf({ facts, seen }: Told, asked: Asked): Exchange[] {
  return triesOf(seen.answers).map(answer => exchangeFor(answer, ofTry(answer, seen.answers, facts), asked))
}

/** What the client saw of one try: all since the one before. */
function ofTry(answer: Answer, answers: readonly Answer[], facts: readonly Fact[]): Client[] {
  const tries = triesOf(answers).filter(other => other.request === answer.request)
  const before = tries[tries.indexOf(answer) - 1]?.endedAt ?? Number.NEGATIVE_INFINITY
  return facts.filter(
    (fact): fact is Client =>
      fact.side === 'client' &&
      'request' in fact &&
      fact.request === answer.request &&
      fact.at > before &&
      fact.at <= answer.endedAt
  )
}

function exchangeFor(answer: Answer, own: readonly Client[], asked: Asked): Exchange {
  const connected = own.find(fact => fact.what === 'connected')
  const sent = own.flatMap(fact => (fact.what === 'sent' ? [Buffer.from(fact.bytes, 'base64')] : []))
  const began = connected?.at ?? (answer.ending === 'gave-up' ? answer.endedAt - (asked.limit ?? 0) : answer.sentAt)
  return {
    asked,
    answer,
    began,
    limit: answer.ending === 'gave-up' ? limitOf(answer.endedAt - began, asked.limit) : asked.limit,
    connected: connected?.what === 'connected' ? connected : undefined,
    sent: Buffer.concat(sent).toString('latin1'),
    pieces: own.filter((fact): fact is Piece => fact.what === 'received')
  }
}

const ABOUT = 0.05

/** A client that leaves early has a limit of its own; a few milliseconds less than the operator's are the operator's. */
function limitOf(waited: number, limit: number | undefined): number {
  if (limit !== undefined && Math.abs(waited - limit) < ABOUT * limit) return limit
  return Math.round(waited / 10) * 10
}
