import type { Place } from '../../configuration.js'
import { misread } from '../complaint.js'
import { type Token, tokensOf } from './tokens.js'

/** A line of a Caddyfile, with the block that it opens. */
export interface Directive {
  readonly name: string
  readonly args: readonly string[]
  readonly block?: readonly Directive[]
  readonly place: Place
}

/** Deeper than any Caddyfile, and no danger to the stack. */
const DEEPEST = 100

/** The lines of a text, each with its block. */
export function treeOf(text: string, file: string): Directive[] {
  return new Parser(tokensOf(text, file), { file, line: 1 }).whole()
}

class Parser {
  private at = 0

  constructor(
    private readonly tokens: readonly Token[],
    private readonly begin: Place
  ) {}

  whole(): Directive[] {
    const found = this.block(0)
    const more = this.tokens[this.at]
    if (more !== undefined) throw misread(more.place, 'a { before each }', '} with nothing open')
    return found
  }

  private block(depth: number): Directive[] {
    const lines: Directive[] = []
    for (let token = this.tokens[this.at]; token !== undefined && !isBrace(token, '}'); token = this.tokens[this.at])
      lines.push(this.line(depth))
    return lines
  }

  private line(depth: number): Directive {
    const start = this.tokens[this.at]
    const words: string[] = []
    for (let token = start; token !== undefined && !isBrace(token, '{'); token = this.tokens[this.at]) {
      // A comma says that more addresses follow on the next line.
      if (token !== start && token.first && !(depth === 0 && words.at(-1)?.endsWith(','))) break
      if (isBrace(token, '}')) throw misread(token.place, 'a } on a line of its own', [...words, '}'].join(' '))
      words.push(token.text)
      this.at++
    }
    const place = start?.place ?? this.begin
    const block = this.opened(start, depth)
    return { name: words[0] ?? '', args: words.slice(1), ...(block !== undefined && { block }), place }
  }

  private opened(start: Token | undefined, depth: number): Directive[] | undefined {
    const brace = this.tokens[this.at]
    if (brace === undefined || !isBrace(brace, '{') || (brace.first && brace !== start)) return undefined
    if (depth >= DEEPEST) throw misread(brace.place, `at most ${DEEPEST} blocks in each other`, 'more')
    this.at++
    const next = this.tokens[this.at]
    if (next !== undefined && !next.first) throw misread(next.place, 'the end of the line after {', next.text)
    const block = this.block(depth + 1)
    const end = this.tokens[this.at]
    if (end === undefined)
      throw misread(start?.place ?? brace.place, 'a } that closes this block', 'the end of the file')
    this.at++
    return block
  }
}

function isBrace({ text, quoted }: Token, brace: '{' | '}'): boolean {
  return !quoted && text === brace
}
