import type { RequestPlan } from '../core/client-plan.js'

/** The bytes of a request as they go out: all at once, or a body in pieces, the first of them together with the head. */
export function piecesOf(bytes: Buffer, { body, pace }: RequestPlan): Buffer[] {
  if (pace === undefined || body === null) return [bytes]
  const length = Buffer.byteLength(body)
  const begins = bytes.length - length
  const end = (piece: number) => begins + Math.ceil((length * piece) / pace.pieces)
  return Array.from({ length: pace.pieces }, (_, at) => bytes.subarray(at === 0 ? 0 : end(at), end(at + 1)))
}
