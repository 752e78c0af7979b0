import { nearest } from '../../core/nearest.js'
import type { Place } from '../configuration.js'
import { misread, shown } from './complaint.js'
import { type Token, Tokens } from './tokens.js'
import { BLOCKS, SIMPLE } from './words.js'

/** A directive with what stands behind it, and in its block where it has one. */
export interface Directive {
  readonly name: string
  readonly args: readonly string[]
  readonly place: Place
  readonly block?: readonly Directive[]
  /** What stands in a block of another language. */
  readonly code?: string
}

interface Open {
  readonly directive: Omit<Directive, 'block'>
  readonly children: Directive[]
}

/** Deeper than anybody nests; a hostile file must not make us recurse without end. */
const DEEPEST = 64

/** Reads the text of one file into a tree. Includes are left as they stand. */
export function parse(text: string, file: string): Directive[] {
  return new Parser(text, file).read()
}

class Parser {
  private readonly tokens: Tokens
  private readonly top: Directive[] = []
  private readonly open: Open[] = []
  private words: Token[] = []

  constructor(
    text: string,
    private readonly file: string
  ) {
    this.tokens = new Tokens(text, file)
  }

  read(): Directive[] {
    for (let token = this.tokens.next(); token.kind !== 'end'; token = this.tokens.next()) this.take(token)
    this.endOfFile()
    return this.top
  }

  private take(token: Token): void {
    if (token.kind === 'word') this.words.push(token)
    else if (token.kind === ';') this.siblings().push(this.directive(token))
    else if (token.kind === '{') this.enter(token)
    else this.leave(token)
  }

  private enter(token: Token): void {
    this.checkOpen()
    const directive = this.directive(token)
    if (/_by_lua_block$/.test(directive.name)) {
      this.siblings().push({ ...directive, code: this.tokens.code().text })
      return
    }
    this.checkBlock(directive)
    this.open.push({ directive, children: [] })
    if (this.open.length > DEEPEST) throw this.wrong(token.line, `at most ${DEEPEST} blocks in each other`, 'more')
  }

  private leave({ line }: Token): void {
    if (this.words.length > 0) throw this.unended(line, '"}"')
    const closed = this.open.pop()
    if (closed === undefined) throw this.wrong(line, 'a directive', '"}" with no block to close')
    this.siblings().push({ ...closed.directive, block: closed.children })
  }

  private endOfFile(): void {
    if (this.words.length > 0) throw this.unended(this.words[0]?.line ?? 1, 'the end of the file')
    const { directive } = this.open.at(-1) ?? {}
    if (directive === undefined) return
    throw misread(directive.place, { expected: `"}" for the block "${said(directive)}"`, found: 'the end of the file' })
  }

  private directive({ line, text }: Token): Directive {
    const [name, ...args] = this.words
    if (name === undefined) throw this.wrong(line, 'the name of a directive', `"${text}"`)
    this.checkEnd(this.words)
    this.words = []
    return { name: name.text, args: args.map(arg => arg.text), place: { file: this.file, line: name.line } }
  }

  /** A line that starts with the name of a directive, within another one, shows that a semicolon was forgotten above. */
  private checkEnd([name, ...args]: readonly Token[]): void {
    if (name === undefined || !SIMPLE.has(name.text)) return
    const next = args.find((arg, index) => arg.line > (args[index - 1] ?? name).line && SIMPLE.has(arg.text))
    if (next === undefined) return
    const before = args.slice(0, args.indexOf(next)).map(arg => arg.text)
    throw this.wrong(
      name.line,
      `";" behind "${shown([name.text, ...before].join(' '))}"`,
      `"${next.text}" on line ${next.line}`
    )
  }

  /** A directive that never has a block took the name of the next one for a value. */
  private checkOpen(): void {
    const [name, ...args] = this.words
    if (name === undefined || !SIMPLE.has(name.text)) return
    const next = args.find(arg => arg.line > name.line)
    const before = this.words.filter(word => word.line === name.line).map(word => word.text)
    const found = next === undefined ? '"{"' : `"${shown(next.text)}" on line ${next.line}`
    throw this.wrong(name.line, `";" behind "${shown(before.join(' '))}"`, found)
  }

  /** A misspelt block would silently take all that is in it away. */
  private checkBlock({ name, place }: Directive): void {
    if (BLOCKS.includes(name) || /_by_lua/.test(name)) return
    const near = nearest(name, BLOCKS)
    if (near === undefined || Math.abs(near.length - name.length) > 2) return
    throw misread(place, { expected: 'a block that nginx knows', found: `"${shown(name)}"`, nearest: near })
  }

  private unended(line: number, found: string) {
    const last = this.words.at(-1)?.line ?? line
    const words = this.words.map(word => word.text)
    return this.wrong(last, `";" behind "${shown(words.join(' '))}"`, found)
  }

  private wrong(line: number, expected: string, found: string) {
    return misread({ file: this.file, line }, { expected, found })
  }

  private siblings(): Directive[] {
    return this.open.at(-1)?.children ?? this.top
  }
}

function said({ name, args }: Pick<Directive, 'name' | 'args'>): string {
  return shown([name, ...args].join(' '))
}
