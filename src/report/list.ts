import type { ScenarioCard } from '../core/lesson.js'
import { clip, table } from './layout/columns.js'
import { type Glyphs, glyphs } from './layout/glyphs.js'
import { type Line, line, plain, slice } from './layout/line.js'
import { paint } from './layout/paint.js'
import { legible } from './legible.js'
import { type Out, pageWidth } from './report.js'

/** What a newcomer plays first. */
const EXAMPLE = 'slow-db'

/** All scenarios, common ones first, with what the client gets; then how to play one. */
export function scenarioList(cards: readonly ScenarioCard[], out: Out): string {
  const safe = legible(cards, out.unicode).toSorted((a, b) => a.id.localeCompare(b.id))
  const rows = table(safe.map(card => [line(card.id, 'strong'), line(card.answer), line(card.title)]))
  const group = (title: string, common: boolean) => {
    const own = rows.filter((_, index) => safe[index]?.common === common)
    return own.length === 0 ? [] : [line(title, 'dim'), ...own.map(row => [...line('  '), ...row]), []]
  }
  const lines = [...group('Seen most often', true), ...group('Also seen', false), ...examples(safe, out)]
  return lines.map(each => `${paint(fitted(each, pageWidth(out), glyphs(out.unicode)), out.colour)}\n`).join('')
}

function examples(cards: readonly ScenarioCard[], out: Out): Line[] {
  const { command } = out
  const first = cards.find(card => card.id === EXAMPLE) ?? cards[0]
  if (first === undefined) return [line('There is no scenario.', 'warn')]
  const remedy = first.remedies.find(each => !each.trap)
  const known: (readonly [string, string])[] = [
    [command(first.id), 'play it, and see why'],
    ...(remedy === undefined ? [] : [[command(first.id, '--remedy', remedy.name), 'see what helps'] as const]),
    [command(first.id, '--target', 'nginx'), 'in front of a real nginx'],
    [command('--all'), 'all of them, side by side'],
    [command('--help'), 'everything else']
  ]
  const rows = table(known.map(([typed, meaning]) => [line(typed, 'code'), line(meaning, 'dim')]))
  const fits = rows.every(row => plain(row).length + 2 <= pageWidth(out))
  const shown = fits ? rows : known.map(([typed]) => line(typed, 'code'))
  return [line('Play one', 'dim'), ...shown.map(row => [...line('  '), ...row])]
}

/** What does not fit into the width ends in a mark. */
function fitted(each: Line, columns: number, signs: Glyphs): Line {
  const text = plain(each)
  if (text.length <= columns) return each
  const kept = clip(text, columns, signs.more).length - signs.more.length
  return [...slice(each, 0, kept), ...line(signs.more)]
}
