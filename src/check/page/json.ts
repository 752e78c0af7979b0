import { countOf } from './counts.js'
import type { CheckResult } from './result.js'

/** Everything as one object of JSON. A limit of null milliseconds is none at all. The texts of the files are left out. */
export function jsonResult(result: CheckResult): string {
  const { configuration, version, how, failures, behaviours, findings, broken, changes, provided, took } = result
  const { product, files, routes, remarks } = configuration
  const counts = {
    broken: broken.length,
    changes: changes.length,
    dangers: countOf('danger', result),
    warnings: countOf('warning', result),
    notes: countOf('note', result)
  }
  const read = { product, version, files: files.map(({ path }) => path), routes, remarks }
  return `${JSON.stringify({ configuration: read, how, took, counts, broken, changes, findings, provided, failures, behaviours })}\n`
}
