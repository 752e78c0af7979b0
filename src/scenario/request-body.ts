import type { Duration } from '../core/duration.js'
import { duration, either, INVALID, may, must, object, size, text, turned, whole } from '../core/shape/index.js'

/** A body as a scenario means it. */
export interface BodyEntry {
  readonly text: string
  /** Sent in so many pieces, one in each span; all at once when left out. */
  readonly pace?: { readonly pieces: number; readonly every: Duration }
}

const sizedWords = object('bytes: a size', {
  bytes: must(size(), 'So many bytes.'),
  pieces: may(whole(2, 1000), 'In so many pieces.'),
  every: may(duration(), 'How long after a piece the next one goes out.')
})

const TOGETHER = { pieces: ['every'], every: ['pieces'] }

const sized = { ...sizedWords, schema: () => ({ ...sizedWords.schema(), dependentRequired: TOGETHER }) }

/** The body of a request: a text, or so many bytes, at once or in pieces. */
export const requestBody = either(
  turned(sized, ({ bytes, pieces, every }, node, complain): BodyEntry | typeof INVALID => {
    const body = { text: 'x'.repeat(bytes) }
    if (pieces === undefined && every === undefined) return body
    if (pieces !== undefined && every !== undefined) return { ...body, pace: { pieces, every } }
    const found = pieces === undefined ? 'every alone' : 'pieces alone'
    complain({ place: node.place, expected: 'pieces and every together, such as pieces: 4, every: 300ms', found })
    return INVALID
  }),
  turned(text(), (text): BodyEntry => ({ text }))
)
