import { jsonReport } from './json.js'
import { linesReport } from './lines.js'
import type { Amount, Out, Report } from './report.js'
import { terminalReport } from './terminal.js'

/** In which form a stream is told. */
export type Format = 'terminal' | 'lines' | 'json'

/** A report in one of the formats. */
export function createReport(format: Format, out: Out, amount: Amount): Report {
  if (format === 'json') return jsonReport(out)
  return format === 'lines' ? linesReport(out, amount) : terminalReport(out, amount)
}
