import type { Place } from '../../configuration.js'
import { misread } from './complaint.js'
import type { Token } from './tokens.js'

/** Goes through tokens one by one, and complains of what is not as it must be. */
export class Cursor {
  #at = 0
  readonly #end: Token

  constructor(
    private readonly tokens: readonly Token[],
    whole: Place
  ) {
    const place = tokens.at(-1)?.place ?? whole
    this.#end = { kind: 'end', text: 'the end of the file', place, from: 0, to: 0 }
  }

  /** The token that comes next, or one after it. */
  look(ahead = 0): Token {
    return this.tokens[this.#at + ahead] ?? this.#end
  }

  next(): Token {
    const token = this.look()
    this.#at++
    return token
  }

  get done(): boolean {
    return this.#at >= this.tokens.length
  }

  /** Whether a sign or a word comes next. */
  is(text: string): boolean {
    const { kind, text: found } = this.look()
    return (kind === 'sign' || kind === 'name') && found === text
  }

  /** Takes a sign or a word if it comes next. */
  takes(text: string): boolean {
    const yes = this.is(text)
    if (yes) this.#at++
    return yes
  }

  demand(text: string): Token {
    if (this.is(text)) return this.next()
    throw this.complaint(`"${text}"`)
  }

  demandKind(kind: Token['kind'], what: string): Token {
    if (this.look().kind === kind) return this.next()
    throw this.complaint(what)
  }

  complaint(expected: string): Error {
    const { kind, text, place } = this.look()
    return misread(place, expected, kind === 'text' ? `"${text}"` : text)
  }
}
