/** What a piece of text means; a terminal with colour shows it, others do not need it. */
export type Tone = 'plain' | 'strong' | 'dim' | 'good' | 'bad' | 'warn' | 'code'

/** A piece of text of one tone. */
export interface Span {
  readonly text: string
  readonly tone: Tone
}

/** One line of a report before it is painted, so that its width is the length of its text. */
export type Line = readonly Span[]

/** A line of one tone. */
export function line(text: string, tone: Tone = 'plain'): Line {
  return text === '' ? [] : [{ text, tone }]
}

/** The text of a line without its tones. */
export function plain(of: Line): string {
  return of.map(span => span.text).join('')
}

/** So many blanks. */
export function blank(columns: number): Line {
  return line(' '.repeat(Math.max(0, columns)))
}

/** The part of a line between two columns. */
export function slice(of: Line, from: number, to: number): Line {
  const spans: Span[] = []
  let at = 0
  for (const span of of) {
    const text = span.text.slice(Math.max(0, from - at), Math.max(0, to - at))
    if (text !== '') spans.push({ text, tone: span.tone })
    at += span.text.length
  }
  return spans
}
