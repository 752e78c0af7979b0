import { pad } from '../../report/layout/columns.js'
import { blank, type Line, line } from '../../report/layout/line.js'
import { paint } from '../../report/layout/paint.js'
import { wrap } from '../../report/layout/wrap.js'
import { legible } from '../../report/legible.js'
import { type Out, pageWidth } from '../../report/report.js'
import { LABELS, prose, setSection } from '../../report/sections/section.js'

/** A labelled part of a page; nothing when its text is missing. */
export function part(label: string, text: string | undefined, out: Out): Line[] {
  if (text === undefined || text === '') return []
  return setSection({ label, lines: prose(legible(text, out.unicode), pageWidth(out) - LABELS) })
}

/** A labelled command that can be typed. */
export function command(label: string, typed: string | undefined): Line[] {
  return typed === undefined ? [] : setSection({ label, lines: [line(typed, 'code')] })
}

/** The head of a page, or of a part of one. */
export function heading(strong: string, rest: string, out: Out): Line[] {
  return wrap(
    [...line(legible(strong, out.unicode), 'strong'), ...blank(3), ...line(legible(rest, out.unicode))],
    pageWidth(out),
    2
  )
}

/** A line with a hanging indentation, and a tone for its first word. */
export function item(first: string, rest: string, indent: number, out: Out, width = 0): Line[] {
  const head = pad(line(legible(first, out.unicode), 'strong'), width)
  const text = [...head, ...blank(first === '' ? 0 : 2), ...prose(legible(rest, out.unicode), 10_000).flat()]
  return wrap(text, pageWidth(out) - indent, 3).map(each => [...blank(indent), ...each])
}

/** The text of a page, painted as the terminal allows; parts are set off by a blank line. */
export function sheet(parts: readonly (readonly Line[])[], out: Out): string {
  const lines = parts.filter(each => each.length > 0).flatMap((each, at) => (at === 0 ? each : [[], ...each]))
  return lines.map(each => `${paint(each, out.colour)}\n`).join('')
}
