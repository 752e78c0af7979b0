import { Trouble } from '../../../core/errors.js'
import type { Place } from '../../configuration.js'

/** Answers what a variable holds: its name, the default beside it, and what stands before it in its word. */
export type Expand = (name: string, fallback: string | undefined, before: string) => string

/** The words of a line as HAProxy cuts them: quotes, escapes, comments and variables are gone. */
export function cutWords(text: string, place: Place, expand: Expand): string[] {
  return new Cutter(text, place, expand).words()
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }
const VARIABLE = /^\$(?:([A-Za-z_.]\w*)|\{([A-Za-z_.]\w*)(\[\*\])?(?:-((?:[^}\\]|\\.)*))?\})/

class Cutter {
  #at = 0
  #word: string | undefined
  readonly #words: string[] = []

  constructor(
    readonly text: string,
    readonly place: Place,
    readonly expand: Expand
  ) {}

  words(): string[] {
    while (this.#at < this.text.length) {
      const letter = this.text[this.#at] as string
      if (letter === '#') break
      if (/\s/.test(letter)) this.#endWord()
      else if (letter === "'") this.#strong()
      else if (letter === '"') this.#weak()
      else this.#letter(letter)
    }
    this.#endWord()
    return this.#words
  }

  #endWord(): void {
    this.#at++
    if (this.#word !== undefined) this.#words.push(this.#word)
    this.#word = undefined
  }

  #add(piece: string, length = piece.length): void {
    this.#word = (this.#word ?? '') + piece
    this.#at += length
  }

  #strong(): void {
    const end = this.text.indexOf("'", this.#at + 1)
    if (end < 0) throw this.#open("a closing quote (')", this.#at)
    this.#add(this.text.slice(this.#at + 1, end), end + 1 - this.#at)
  }

  #weak(): void {
    const start = this.#at
    this.#add('', 1)
    while (this.text[this.#at] !== '"') {
      if (this.#at >= this.text.length) throw this.#open('a closing quote (")', start)
      if (this.text[this.#at] === '$') this.#variable()
      else this.#letter(this.text[this.#at] as string)
    }
    this.#at++
  }

  #letter(letter: string): void {
    const next = this.text[this.#at + 1]
    if (letter !== '\\' || next === undefined) this.#add(letter)
    else if (next === 'x') this.#hexadecimal()
    else if (ESCAPES[next] !== undefined) this.#add(ESCAPES[next], 2)
    else if (/[\s#\\'"$]/.test(next)) this.#add(next, 2)
    // A backslash before anything else stays: regular expressions are written that way.
    else this.#add(letter + next)
  }

  #hexadecimal(): void {
    const code = /^[0-9a-fA-F]{2}/.exec(this.text.slice(this.#at + 2))?.[0]
    if (code === undefined) throw this.#open('two hexadecimal digits after \\x', this.#at)
    this.#add(String.fromCharCode(Number.parseInt(code, 16)), 4)
  }

  #variable(): void {
    const found = VARIABLE.exec(this.text.slice(this.#at))
    if (found === null) throw this.#open('the name of a variable after $', this.#at)
    const [whole, plain, braced, list, fallback] = found
    const value = this.expand((plain ?? braced) as string, fallback, this.#word ?? '')
    this.#at += whole.length
    const parts = list === undefined ? [value] : value.split(/\s+/)
    for (const part of parts.slice(0, -1)) {
      this.#add(part, 0)
      this.#endWord()
      this.#at--
    }
    this.#add(parts.at(-1) as string, 0)
  }

  #open(expected: string, at: number): Trouble {
    const rest = this.text.slice(at).trim()
    const found = rest.length > 40 ? `${rest.slice(0, 40)}…` : rest
    return new Trouble(
      'bad-config',
      `${this.place.file}:${this.place.line}: expected ${expected}, found ${found}`,
      'Section 2.2 of the HAProxy manual says how to quote; haproxy -c -f FILE checks it.'
    )
  }
}
