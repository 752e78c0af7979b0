import type { Check } from '../core/check.js'
import { word } from '../core/shape/index.js'

/** How the database read the table, as its own plan of the query says. */
export const scan: Check<'Seq Scan' | 'Index Scan'> = {
  name: 'scan',
  says: 'How the database read the table in the query, by its own plan: Seq Scan or Index Scan.',
  about: 'run',
  shape: word('Seq Scan', 'Index Scan'),
  judge(expected, { observation }) {
    const scans = observation.queries.flatMap(query => query.scan ?? [])
    const ok = scans.length > 0 && scans.every(found => found === expected)
    return { ok, expected, found: scans.join(', ') || 'no query' }
  }
}
