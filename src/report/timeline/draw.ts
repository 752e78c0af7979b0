import { clip } from '../layout/columns.js'
import type { Glyphs } from '../layout/glyphs.js'
import { type Line, line, type Tone } from '../layout/line.js'
import { wrap } from '../layout/wrap.js'
import type { Lane, Stretch, Stroke } from './lane.js'
import type { Scale } from './scale.js'
import { seenStretches } from './seen.js'
import { Sheet } from './sheet.js'

const TONES: Readonly<Record<Stroke, Tone>> = {
  waits: 'dim',
  works: 'plain',
  passes: 'plain',
  silent: 'dim',
  idle: 'dim'
}

interface Note {
  readonly column: number
  readonly texts: readonly string[]
  readonly tone: Tone
}

/** Draws one lane to scale: its bars, its texts inside or beside them, and below what had no room there. */
export function drawLane(lane: Lane, scale: Scale, signs: Glyphs): Line[] {
  if (lane.stretches.length === 0) return wrap(line(lane.remark, 'warn'), scale.columns)
  const sheet = new Sheet(scale.columns)
  const shown = seenStretches(lane.stretches, scale)
  for (const each of shown) drawBar(sheet, each, scale, signs)
  const notes = shown.flatMap(each => drawTexts(sheet, each, scale))
  drawNotes(sheet, notes, signs)
  return sheet.lines()
}

function drawBar(sheet: Sheet, each: Stretch, scale: Scale, signs: Glyphs): void {
  const [from, to] = [scale.column(each.from), scale.column(each.to)]
  const lost = each.lostFrom === undefined ? to : Math.max(from, scale.column(each.lostFrom))
  const tone = TONES[each.stroke]
  const before = sheet.at(0, from)
  sheet.put(0, from, signs[each.stroke].repeat(lost - from + 1), tone)
  if (lost < to) sheet.put(0, lost, signs.lost.repeat(to - lost + 1), 'warn')
  sheet.put(0, from, startSign(before, from === to, signs), before === signs.broken ? 'bad' : tone)
  if (each.end === 'broken') sheet.put(0, to, signs.broken, 'bad')
  else if (each.end === 'edge' && from !== to) sheet.put(0, to, signs.end, lost < to ? 'warn' : tone)
}

function startSign(before: string, instant: boolean, signs: Glyphs): string {
  if (before === signs.broken) return before
  if (before === signs.end) return signs.joint
  return instant ? signs.instant : signs.start
}

/** Puts the texts of a stretch inside, behind or before its bar, and returns those that found no room. */
function drawTexts(sheet: Sheet, each: Stretch, scale: Scale): Note[] {
  const [from, to] = [scale.column(each.from), scale.column(each.to)]
  const notes: Note[] = each.note === undefined ? [] : [{ column: from, texts: [each.note], tone: 'plain' }]
  const seen = each.lostFrom === undefined ? to : Math.min(to, scale.column(each.lostFrom))
  const inside = each.labels.find(label => label.length + 4 <= seen - from - 1)
  if (inside !== undefined) sheet.put(0, from + 2, ` ${inside} `, 'plain')
  const rest = restOf(each, inside !== undefined)
  if (rest.length === 0 || putBeside(sheet, rest, from, to, each.tone)) return notes
  return [...notes, { column: inside === undefined ? from : to, texts: rest, tone: each.tone }]
}

/** What is still to be told of a stretch, from the fullest to the shortest. */
function restOf({ labels, outcomes, quiet }: Stretch, labelled: boolean): readonly string[] {
  if (labelled || quiet === true || labels.length === 0) return outcomes
  if (outcomes.length === 0) return labels
  return labels.flatMap(label =>
    outcomes.map(outcome => (outcome.startsWith(label) ? outcome : `${label}, ${outcome}`))
  )
}

/** Puts a text behind a bar or before it, wherever there is room for one; false when there is none. */
function putBeside(sheet: Sheet, texts: readonly string[], from: number, to: number, tone: Tone): boolean {
  const behind = texts.find(
    text =>
      sheet.free(0, to + 1, Math.min(sheet.columns - 1, to + 3 + text.length)) && to + 2 + text.length <= sheet.columns
  )
  if (behind !== undefined) sheet.put(0, to + 2, behind, tone)
  if (behind !== undefined) return true
  const before = texts.slice(0, 1).find(text => sheet.free(0, from - text.length - 3, from - 1))
  if (before !== undefined) sheet.put(0, from - before.length - 1, before, tone)
  return before !== undefined
}

/** From right to left, so that the leader of a note seldom meets the text of another. */
function drawNotes(sheet: Sheet, notes: readonly Note[], signs: Glyphs): void {
  for (const note of notes.toSorted((a, b) => b.column - a.column)) {
    const { column, text, left } = placed(note, sheet.columns, signs)
    const from = left ? column - text.length - 1 : column
    const to = left ? column : Math.min(sheet.columns - 1, column + 3 + text.length)
    let row = 1
    for (; !sheet.free(row, from, to); row++)
      if (sheet.free(row, column, column)) sheet.put(row, column, signs.leader, 'dim')
    sheet.put(row, column, left ? signs.noteLeft : signs.note, 'dim')
    sheet.put(row, left ? from : column + 2, text, note.tone)
  }
}

/** The fullest text of a note that has room, on the side where it has. */
function placed(
  { column, texts }: Note,
  columns: number,
  signs: Glyphs
): { column: number; text: string; left: boolean } {
  const room = columns - column - 2
  const right = texts.find(text => text.length <= room)
  if (right !== undefined) return { column, text: right, left: false }
  const before = texts.find(text => text.length < column)
  if (before !== undefined) return { column, text: before, left: true }
  return { column, text: clip(texts.at(-1) as string, room, signs.more), left: false }
}
