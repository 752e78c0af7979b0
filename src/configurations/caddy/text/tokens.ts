import type { Place } from '../../configuration.js'
import { misread } from '../complaint.js'

/** A word of a Caddyfile. */
export interface Token {
  readonly text: string
  /** It stood in quotes, so that a brace in it is no brace. */
  readonly quoted: boolean
  /** It is the first of its line. */
  readonly first: boolean
  readonly place: Place
}

/** Spaces, ends of lines, and ends of lines that are taken back. */
const GAP = /(?:[ \t\r\v\f]|\\\r?\n)+/y
const COMMENT = /#[^\n]*/y
const QUOTED = /"((?:\\[\s\S]|[^"\\])*)"/y
const RAW = /`([^`]*)`/y
const HEREDOC = /<<([A-Za-z0-9_-]+)\r?\n/y
/** A quote inside of a word is a letter like any other. */
const WORD = /(?:\\[ \t"]|\\(?!\r?\n)|[^\s\\])+/y

/** The words of a text; its comments are gone. */
export function tokensOf(text: string, file: string): Token[] {
  return new Reader(text, file).read()
}

class Reader {
  private at = 0
  private line = 1
  private first = true
  private readonly tokens: Token[] = []

  constructor(
    private readonly text: string,
    private readonly file: string
  ) {}

  read(): Token[] {
    while (this.at < this.text.length) this.next()
    return this.tokens
  }

  private next(): void {
    if (this.text[this.at] === '\n') {
      this.take('\n')
      this.first = true
      return
    }
    if (this.skips(GAP) || this.skips(COMMENT)) return
    const quoted = this.quoted() ?? this.heredoc()
    if (quoted === undefined) this.match(WORD, ([all]) => this.add(all.replace(/\\(?=[ \t"])/g, ''), false))
  }

  private quoted(): true | undefined {
    const sign = this.text[this.at]
    if (sign !== '"' && sign !== '`') return undefined
    const found = sign === '"' ? this.match(QUOTED, unescaped) : this.match(RAW, ([, inside = '']) => inside)
    if (found === undefined) throw misread(this.place(), `a closing quote (${sign})`, this.rest())
    return found
  }

  /** It is looked for once: one without an end is none that goes on. */
  private heredoc(): true | undefined {
    HEREDOC.lastIndex = this.at
    const [start, marker = ''] = HEREDOC.exec(this.text) ?? []
    if (start === undefined) return undefined
    const end = new RegExp(`^([ \\t]*)${marker}(?!\\S)`, 'gm')
    end.lastIndex = this.at + start.length
    const found = end.exec(this.text)
    if (found === null) throw misread(this.place(), `a line with ${marker}, which ends the text`, 'the end of the file')
    this.add(withoutIndent(this.text.slice(this.at + start.length, found.index), found[1] ?? ''), true)
    this.take(this.text.slice(this.at, found.index) + found[0])
    return true
  }

  private skips(pattern: RegExp): boolean {
    return this.match(pattern, () => undefined) !== undefined
  }

  private match(pattern: RegExp, meaning: (match: RegExpExecArray) => string | undefined): true | undefined {
    pattern.lastIndex = this.at
    const match = pattern.exec(this.text)
    if (match === null) return undefined
    const text = meaning(match)
    if (text !== undefined) this.add(text, true)
    this.take(match[0])
    return true
  }

  private add(text: string, quoted: boolean): undefined {
    this.tokens.push({ text, quoted, first: this.first, place: this.place() })
    this.first = false
  }

  private take(text: string): void {
    this.at += text.length
    for (const letter of text) if (letter === '\n') this.line++
  }

  private place(): Place {
    return { file: this.file, line: this.line }
  }

  private rest(): string {
    return this.text.slice(this.at, this.at + 60)
  }
}

function unescaped([, inside = '']: RegExpExecArray): string {
  return inside.replaceAll('\\"', '"')
}

/** The space before its end is taken off each of its lines. */
function withoutIndent(body: string, indent: string): string {
  const lines = body.replace(/\r?\n$/, '').split('\n')
  return lines.map(line => (line.startsWith(indent) ? line.slice(indent.length) : line)).join('\n')
}
