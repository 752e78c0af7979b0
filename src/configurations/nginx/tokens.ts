import { misread, shown } from './complaint.js'

/** A piece of a configuration: a word, a sign, or a block in another language, which is left as it is. */
export interface Token {
  readonly kind: 'word' | '{' | '}' | ';' | 'code' | 'end'
  readonly text: string
  readonly line: number
}

const SPACE = /\s+/y
const COMMENT = /#[^\n]*/y
// A backslash keeps the next letter, and ${ does not open a block.
const BARE = /(?:\\[\s\S]|\$\{|[^\s;{\\])+/y
const QUOTED = { '"': /"(?:\\[\s\S]|[^"\\])*"/y, "'": /'(?:\\[\s\S]|[^'\\])*'/y }
const ESCAPES: Readonly<Record<string, string>> = { t: '\t', r: '\r', n: '\n' }

/** Takes the text of a file apart, token by token, as nginx does. */
export class Tokens {
  private at = 0
  private line = 1

  constructor(
    private readonly text: string,
    private readonly file: string
  ) {}

  /** The next token; one of kind `end` behind the last. */
  next(): Token {
    while (this.take(SPACE) !== '' || this.take(COMMENT) !== '');
    const { line } = this
    const letter = this.text[this.at]
    if (letter === undefined) return { kind: 'end', text: '', line }
    if (letter === '{' || letter === '}' || letter === ';') {
      this.at++
      return { kind: letter, text: letter, line }
    }
    return { kind: 'word', text: letter === '"' || letter === "'" ? this.quoted(letter) : this.bare(), line }
  }

  /** What stands in a block of another language, up to the brace that closes it. */
  code(): Token {
    const { line } = this
    const end = endOfCode(this.text, this.at)
    if (end === undefined) throw this.complaint(line, '"}" at the end of this block', 'the end of the file')
    const text = this.text.slice(this.at, end)
    this.advance(end + 1)
    return { kind: 'code', text, line }
  }

  private bare(): string {
    return unescaped(this.take(BARE) || this.rest())
  }

  private quoted(quote: '"' | "'"): string {
    const { line } = this
    const word = this.take(QUOTED[quote])
    if (word === '') throw this.complaint(line, `${quote} at the end of this text`, 'the end of the file')
    const behind = this.text[this.at]
    if (behind !== undefined && !/[\s;{)]/.test(behind)) {
      throw this.complaint(this.line, `a space or ";" behind ${shown(word)}`, JSON.stringify(behind))
    }
    return unescaped(word.slice(1, -1))
  }

  /** A lone backslash at the very end of a file. */
  private rest(): string {
    const rest = this.text.slice(this.at)
    this.advance(this.text.length)
    return rest
  }

  private take(pattern: RegExp): string {
    pattern.lastIndex = this.at
    const [found = ''] = pattern.exec(this.text) ?? []
    this.advance(this.at + found.length)
    return found
  }

  private advance(to: number): void {
    for (; this.at < to; this.at++) if (this.text.charCodeAt(this.at) === 10) this.line++
  }

  private complaint(line: number, expected: string, found: string) {
    return misread({ file: this.file, line }, { expected, found })
  }
}

/** nginx resolves only these escapes; every other backslash stays, for the regular expressions. */
function unescaped(word: string): string {
  return word.replace(/\\(["'\\trn])/g, (_, letter: string) => ESCAPES[letter] ?? letter)
}

/** In Lua braces do not count in comments, texts and long brackets; of the last only the beginning is found. */
const LUA = /(?:--)?\[(=*)\[|--[^\n]*|"(?:\\[\s\S]|[^"\\\n])*"|'(?:\\[\s\S]|[^'\\\n])*'|[{}]/g

function endOfCode(text: string, from: number): number | undefined {
  let depth = 1
  LUA.lastIndex = from
  for (let found = LUA.exec(text); found !== null; found = LUA.exec(text)) {
    const [sign, level] = found
    if (sign === '{') depth++
    else if (sign === '}' && --depth === 0) return found.index
    else if (level !== undefined) {
      const end = text.indexOf(`]${level}]`, LUA.lastIndex)
      if (end < 0) return undefined
      LUA.lastIndex = end
    }
  }
  return undefined
}
