import { formatDuration } from '../../core/duration.js'
import type { LogEntry } from '../../core/log-entry.js'
import { type Line, line, type Tone } from '../layout/line.js'
import { wrap } from '../layout/wrap.js'
import type { Page, Teller } from './section.js'

const TONES: Readonly<Record<LogEntry['level'], Tone>> = { info: 'plain', warn: 'warn', error: 'bad' }
const MOST = 4

/** What the gateway wrote into its log: what went wrong first when there is much. */
export const log: Teller = ({ seen }, page) => {
  const wrong = seen.log.filter(entry => entry.level !== 'info')
  const told = (seen.log.length > MOST && wrong.length > 0 ? wrong : seen.log).slice(0, MOST)
  const lines = told.flatMap(entry => linesOf(entry, page))
  const left = seen.log.length - told.length
  const more = left > 0 ? [line(`${page.signs.more} and ${left} more`, 'dim')] : []
  return lines.length === 0 ? [] : [{ label: 'log', lines: [...lines, ...more] }]
}

/** A line that a product wrote for people is shown as it stands; one that is JSON is told in words. */
function linesOf(entry: LogEntry, page: Page): Line[] {
  const written = entry.raw.split('\n').filter(text => text !== '' && !text.startsWith('{'))
  if (written.length === 0) return inWords(entry, page)
  return written.slice(0, MOST).flatMap(text => wrap(line(text, TONES[entry.level]), page.columns, 2))
}

function inWords(entry: LogEntry, page: Page): Line[] {
  const message = [...line(`${entry.level}  `, TONES[entry.level]), ...line(entry.message)]
  const details = detailsOf(entry)
  return [...wrap(message, page.columns, 2), ...wrap(line(`  ${details.join('  ')}`, 'dim'), page.columns, 2)]
}

function detailsOf({ phase, error, attempts, upstream, flag, timings }: LogEntry): string[] {
  const all: readonly (readonly [string, string | number | undefined])[] = [
    ['phase', phase],
    ['error', error],
    ['flag', flag],
    ['connect', written(timings?.connect)],
    ['head', written(timings?.head)],
    ['end', written(timings?.end)],
    ['attempts', attempts],
    ['upstream', upstream]
  ]
  return all.flatMap(([name, value]) => (value === undefined || value === '' ? [] : [`${name}=${value}`]))
}

function written(milliseconds: number | undefined): string | undefined {
  return milliseconds === undefined ? undefined : formatDuration(milliseconds).replace(' ', '')
}
