import type { LogEntry } from '../../core/log-entry.js'
import { glyphs } from '../layout/glyphs.js'
import { type Line, line } from '../layout/line.js'
import { paint } from '../layout/paint.js'
import { wrap } from '../layout/wrap.js'
import { legible } from '../legible.js'
import { type Out, pageWidth } from '../report.js'
import { LABELS, type Page } from '../sections/section.js'
import { diedLines, loggedLines } from './happenings.js'
import { type Serving, servingPage } from './page.js'

/** Tells a person what is up, and what happens to it. */
export interface ServingReport {
  ready(serving: Serving): void
  logged(entry: LogEntry): void
  died(name: string, pid: number, how: string): void
  started(name: string, pid: number): void
  /** The application of an upstream has written a line into its log. */
  wrote(name: string, text: string): void
  gatewayDied(how: string): void
}

/** A page at first, then one or two lines for each thing that happens. */
export function servingReport(out: Out, clock: () => Date = () => new Date()): ServingReport {
  let serving: Serving | undefined
  const page: Page = { columns: pageWidth(out) - LABELS, signs: glyphs(out.unicode), command: out.command }
  const write = (lines: readonly Line[]) => out.write(lines.map(each => `${paint(each, out.colour)}\n`).join(''))
  // What happens before the page is there stands below it.
  let early: Line[] = []
  const happens = (lines: readonly Line[]) =>
    tell(lines.map((each, row) => [...line(row === 0 ? `${timeOf(clock())}  ` : ' '.repeat(TIME), 'dim'), ...each]))
  const tell = (lines: readonly Line[]) => {
    if (serving === undefined) early.push(...lines)
    else write(lines)
  }
  const room = { ...page, columns: pageWidth(out) - TIME }
  return {
    ready(each) {
      serving = legible(each, out.unicode)
      write([...servingPage(serving, page, pageWidth(out)), ...early])
      early = []
    },
    logged: entry => happens(loggedLines(legible(entry, out.unicode), room)),
    died: (name, pid, how) => happens(diedLines(name, pid, how, serving, room)),
    started: (name, pid) => happens(wrap(line(`${name}: started again, process ${pid}`, 'good'), room.columns, 2)),
    wrote: (name, text) =>
      happens(wrap([...line(`${name} writes: `, 'dim'), ...line(legible(text, out.unicode))], room.columns, 2)),
    gatewayDied: how => happens([line(`the gateway has died (${how}); Ctrl-C, and start it again`, 'bad')])
  }
}

/** So wide is the time before each thing that happens: 12:04:31. */
const TIME = 10

function timeOf(date: Date): string {
  return date.toTimeString().slice(0, 8)
}
