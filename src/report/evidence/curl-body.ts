import type { Answer } from '../../core/observation.js'
import type { Exchange } from './exchange.js'

/** How long the heads of an answer are, as it came. Interim answers count as heads. */
export function headLength(raw: string): number {
  const end = /\r?\n\r?\n/.exec(raw)
  if (end === null) return raw.length
  const length = end.index + end[0].length
  return /^HTTP\/1\.\d 1(?!01)\d\d/.test(raw) ? length + headLength(raw.slice(length)) : length
}

/** The body as far as curl prints it: never more than was announced. */
export function bodyIn(answer: Answer): string {
  const body = answer.raw.slice(headLength(answer.raw))
  return body.slice(0, announced(answer) ?? body.length)
}

/** What curl says of bytes that came with the end of a body and are none of it; those that come later it never sees. */
export function excessIn({ answer, pieces }: Exchange): string | undefined {
  const size = announced(answer)
  if (size === undefined) return undefined
  const end = headLength(answer.raw) + size
  let before = 0
  for (const piece of pieces) {
    const after = before + piece.size
    if (after > end && before < end) {
      const had = Math.max(0, before - headLength(answer.raw))
      return `Excess found in a read: excess = ${after - end}, size = ${size}, maxdownload = ${size}, bytecount = ${had}`
    }
    before = after
  }
  return undefined
}

/** The one length that counts; undefined where there is none, or where it says nothing of a body. */
function announced({ method, status, fields }: Answer): number | undefined {
  const named = (name: string) => fields.filter((_, at) => at % 2 === 1 && fields[at - 1]?.toLowerCase() === name)
  const [length, ...more] = named('content-length')
  if (method === 'HEAD' || status === 304 || named('transfer-encoding').length > 0 || more.length > 0) return undefined
  return /^\d+$/.test(length ?? '') ? Number(length) : undefined
}
