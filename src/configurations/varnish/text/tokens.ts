import type { Place } from '../../configuration.js'
import { misread } from './complaint.js'

/** The smallest pieces of VCL. */
export interface Token {
  readonly kind: 'name' | 'text' | 'number' | 'duration' | 'sign' | 'end'
  /** As it stands there; of a text what is between its quotes. */
  readonly text: string
  readonly place: Place
  /** From where to where it reaches in its file. */
  readonly from: number
  readonly to: number
}

/** A time as VCL writes it; the unit may stand apart. */
export const DURATION = /\d+(?:\.\d*)?\s*(?:ms|[smhdwy])(?![\w.-])/y

const BLANK = /(?:\s+|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y
const KINDS: readonly (readonly [Token['kind'], RegExp])[] = [
  ['duration', DURATION],
  ['number', /\d+(?:\.\d*)?/y],
  // Since 7.0 a field can be named in quotes: req.http."x.y".
  ['name', /[A-Za-z_](?:[\w.-]*[\w-]|)(?:\."[^"\n]*")?/y],
  ['sign', /!~|==|!=|<=|>=|&&|\|\||\+=|-=|\*=|\/=|[{}()[\];,.=!~<>+*/%&|^-]/y]
]
const TEXTS = [/"""([\s\S]*?)"""/y, /\{"([\s\S]*?)"\}/y, /"([^"\n]*)"/y] as const

/** Cuts a text into its tokens; C that is written in it counts as nothing. */
export function tokensOf(text: string, file: string): Token[] {
  const lineAt = lineCounter(text)
  const tokens: Token[] = []
  for (let at = blanks(text, 0); at < text.length; at = blanks(text, at)) {
    const token = tokenAt(text, at, { file, line: lineAt(at) })
    if (token.kind !== 'end') tokens.push(token)
    at = token.to
  }
  return tokens
}

function tokenAt(text: string, from: number, place: Place): Token {
  const inC = found(/C\{[\s\S]*?\}C/y, text, from)
  if (inC !== undefined) return { kind: 'end', text: '', place, from, to: from + inC[0].length }
  for (const pattern of TEXTS) {
    const [whole, inside] = found(pattern, text, from) ?? []
    if (whole !== undefined) return { kind: 'text', text: inside ?? '', place, from, to: from + whole.length }
  }
  for (const [kind, pattern] of KINDS) {
    const [whole] = found(pattern, text, from) ?? []
    if (whole !== undefined) return { kind, text: whole, place, from, to: from + whole.length }
  }
  if (text.startsWith('"', from) || text.startsWith('{"', from))
    throw misread(place, 'a closing quote', text.slice(from, from + 60))
  throw misread(place, 'a word of VCL', text.slice(from, from + 1))
}

function blanks(text: string, from: number): number {
  return from + (found(BLANK, text, from)?.[0].length ?? 0)
}

function found(pattern: RegExp, text: string, from: number): RegExpExecArray | undefined {
  const sticky = new RegExp(pattern.source, 'y')
  sticky.lastIndex = from
  return sticky.exec(text) ?? undefined
}

/** Counts on from the place that was asked for last. */
function lineCounter(text: string): (at: number) => number {
  let [line, counted] = [1, 0]
  return at => {
    for (; counted < at; counted++) if (text[counted] === '\n') line++
    return line
  }
}
