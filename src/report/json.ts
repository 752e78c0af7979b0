import type { Out, Report } from './report.js'

/** Every event as one line of JSON, as it happens. */
export function jsonReport(out: Pick<Out, 'write'>): Report {
  return {
    take(event) {
      out.write(`${JSON.stringify(event)}\n`)
    },
    finish() {}
  }
}
