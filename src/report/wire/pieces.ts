import type { Told } from '../told.js'
import { type Piece, pieceOf } from './piece.js'

/** Bytes that come within so many milliseconds on the same way are told as one piece. */
const TOGETHER = 5

/** All that went over the wires, in the order of time. */
export function piecesOf({ facts, planned }: Told): Piece[] {
  const connections = facts.filter(fact => fact.what === 'accepted').length
  const pieces = facts.flatMap(fact => pieceOf(fact, planned.requests.length, connections) ?? [])
  const joined: Piece[] = []
  for (const next of pieces.toSorted((a, b) => a.at - b.at)) {
    const last = joined.at(-1)
    if (last !== undefined && belongTogether(last, next)) joined[joined.length - 1] = join(last, next)
    else joined.push(next)
  }
  return joined
}

/** What was not kept of the first one leaves a hole, which may only stand at the end. */
function belongTogether(last: Piece, next: Piece): boolean {
  if (last.way === '' || last.way !== next.way || last.says !== next.says) return false
  return next.at - last.lastAt <= TOGETHER && (last.bytes.length === last.size || next.bytes.length === 0)
}

function join(last: Piece, next: Piece): Piece {
  return {
    ...last,
    lastAt: next.at,
    bytes: Buffer.concat([last.bytes, next.bytes]),
    size: last.size + next.size,
    count: last.count + next.count
  }
}
