import { pad } from '../layout/columns.js'
import type { Glyphs } from '../layout/glyphs.js'
import { blank, type Line, line } from '../layout/line.js'
import { wrap } from '../layout/wrap.js'
import type { CommandForm } from '../report.js'
import type { Told } from '../told.js'

/** What a section needs to know of the page that it is written for. */
export interface Page {
  /** The room beside the labels. */
  readonly columns: number
  readonly signs: Glyphs
  readonly command: CommandForm
}

/** Lines with a label at their left. */
export interface Section {
  readonly label: string
  readonly lines: readonly Line[]
}

/** Tells one part of a run; nothing when there is nothing to tell. */
export type Teller = (told: Told, page: Page) => Section[]

/** So much is taken by the indentation and the labels. */
export const LABELS = 13

const INDENT = 2

/** Sets a section: its label beside the first line, blanks beside the others. */
export function setSection({ label, lines }: Section): Line[] {
  return lines.map((each, row) => [
    ...blank(INDENT),
    ...pad(line(row === 0 ? label : '', 'dim'), LABELS - INDENT),
    ...each
  ])
}

/** Prose from a scenario: wrapped, its paragraphs kept, what stands in backticks toned as something to type. */
export function prose(text: string, columns: number, hanging = 0): Line[] {
  const paragraphs = text.split(/\n+/).filter(paragraph => paragraph.trim() !== '')
  return paragraphs.flatMap(paragraph => wrap(toned(paragraph.trim()), columns, hanging))
}

function toned(text: string): Line {
  return text.split(/(`[^`]*`)/).flatMap(piece => line(piece, piece.startsWith('`') ? 'code' : 'plain'))
}
