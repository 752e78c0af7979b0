import { Failure } from '../failures.js'
import type { Cursor } from './cursor.js'
import { FieldSection, type Progress, type SectionRules } from './field-section.js'
import { CR, HEX, LF, quote, SEMICOLON, SPACE, TAB, TEXT } from './octets.js'

type Part = 'size' | 'blanks' | 'extension' | 'size LF' | 'data' | 'data CR' | 'data LF' | 'trailers'

/** What the data of a chunk may count up to, so that sums stay exact. */
const MOST = Number.MAX_SAFE_INTEGER / 16

/** Takes the chunks off a body. Line ends must be CRLF here: the leniency of RFC 9112 section 2.2 covers head and trailers only. */
export class ChunkedBody {
  readonly #section: FieldSection
  readonly #lineLimit: number
  #part: Part = 'size'
  #left = 0
  #digits = 0
  #lineLength = 0

  constructor(rules: SectionRules, lineLimit: number) {
    this.#section = new FieldSection(rules)
    this.#lineLimit = lineLimit
  }

  get trailers(): readonly string[] {
    return this.#section.fields
  }

  /** Reads what there is; the data between the framing goes to `pieces`, which belong to the cursor's buffer. */
  read(cursor: Cursor, pieces: Buffer[]): Progress {
    while (cursor.at < cursor.end) {
      if (this.#part === 'trailers') return this.#trailers(cursor)
      if (this.#part === 'data') this.#data(cursor, pieces)
      else {
        const refused = this.#framing(cursor)
        if (refused !== undefined) return refused
      }
    }
    return 'more'
  }

  #trailers(cursor: Cursor): Progress {
    cursor.openText(cursor.end)
    return this.#section.read(cursor)
  }

  #data(cursor: Cursor, pieces: Buffer[]): void {
    const stop = Math.min(cursor.end, cursor.at + this.#left)
    pieces.push(cursor.bytes.subarray(cursor.at, stop))
    this.#left -= stop - cursor.at
    cursor.at = stop
    if (this.#left === 0) this.#part = 'data CR'
  }

  /** Reads one octet around the data; the part that comes next is undefined where the octet is out of place. */
  #framing(cursor: Cursor): Failure | undefined {
    const octet = cursor.octet(cursor.at)
    const next = this.#next(octet)
    if (next === undefined || this.#lineLength > this.#lineLimit) return badChunk(cursor)
    this.#part = next
    cursor.at++
    return undefined
  }

  #next(octet: number): Part | undefined {
    this.#lineLength++
    switch (this.#part) {
      case 'size':
        return this.#size(octet)
      case 'blanks':
        if (octet === SEMICOLON) return 'extension'
        return octet === SPACE || octet === TAB ? 'blanks' : undefined
      case 'extension':
        if (octet === CR) return 'size LF'
        return TEXT[octet] === 1 ? 'extension' : undefined
      case 'size LF':
        return octet === LF ? this.#dataBegins() : undefined
      case 'data CR':
        return octet === CR ? 'data LF' : undefined
      default:
        return octet === LF ? this.#sizeBegins() : undefined
    }
  }

  #size(octet: number): Part | undefined {
    const digit = HEX[octet] as number
    if (digit < 16) {
      this.#digits++
      this.#left = this.#left * 16 + digit
      return this.#left < MOST ? 'size' : undefined
    }
    if (this.#digits === 0) return undefined
    if (octet === CR) return 'size LF'
    if (octet === SEMICOLON) return 'extension'
    return octet === SPACE || octet === TAB ? 'blanks' : undefined
  }

  #dataBegins(): Part {
    return this.#left === 0 ? 'trailers' : 'data'
  }

  #sizeBegins(): Part {
    this.#digits = 0
    this.#lineLength = 0
    return 'size'
  }
}

const SHOWN = 20

/** Tells what stood where the framing was expected; what came before it may be the body and is nobody else's business. */
function badChunk({ bytes, at, end }: Cursor): Failure {
  return Failure.of('bad-chunk', { line: quote(bytes.toString('latin1', at, Math.min(end, at + SHOWN))) })
}
