import { styleText } from 'node:util'
import type { Line, Tone } from './line.js'

const FORMATS = {
  plain: [],
  strong: ['bold'],
  dim: ['dim'],
  good: ['green'],
  bad: ['bold', 'red'],
  warn: ['yellow'],
  code: ['cyan']
} as const satisfies Record<Tone, readonly string[]>

/** Makes the text that is written of a line: with colour, or without any escape sequence. */
export function paint(line: Line, colour: boolean): string {
  return line
    .map(({ text, tone }) => (colour && tone !== 'plain' ? coloured(text, tone) : text))
    .join('')
    .trimEnd()
}

/** The stream is not looked at: whether there is colour has been decided by whoever made the report. */
function coloured(text: string, tone: Tone): string {
  return styleText([...FORMATS[tone]], text, { validateStream: false })
}
