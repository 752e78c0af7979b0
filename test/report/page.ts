import type { Event } from '../../src/core/events.js'
import { asNpmScript, createReport, type Format, type Out } from '../../src/report/index.js'

/** Where a report of a test writes to: a page of 100 columns without colour, unless it says otherwise. */
export function pageOf(options: Partial<Out> = {}): { out: Out; text: () => string } {
  let written = ''
  const out: Out = {
    write: text => {
      written += text
    },
    columns: 100,
    colour: false,
    interactive: false,
    unicode: true,
    command: asNpmScript,
    ...options
  }
  return { out, text: () => written }
}

/** What a report makes of a stream of events. */
export function reported(
  format: Format,
  events: readonly Event[],
  options: Partial<Out> = {},
  repeat = 1,
  verbose = false
): string {
  const { out, text } = pageOf(options)
  const runs = events.filter(event => event.event === 'planned').length
  const report = createReport(format, out, { runs, repeat, verbose })
  for (const event of events) report.take(event)
  report.finish()
  return text()
}
