import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { readLine } from '../../src/logs/lines/read-line.js'

/** Files of lines; before each stands the cause that it must lead to, or fine, or unknown where nobody may guess. */
const FOLDER = fileURLToPath(new URL('../../../test/logs/lines/', import.meta.url))

function causeOf(line: string): string {
  const reading = readLine(line)
  if (reading === undefined) return 'unknown'
  return reading === 'fine' ? 'fine' : reading.cause
}

for (const file of readdirSync(FOLDER)) {
  t.test(`each line of ${file} leads to its cause`, async t => {
    const rows = readFileSync(join(FOLDER, file), 'utf8')
      .split('\n')
      .filter(row => row !== '')
    t.ok(rows.length > 5)
    for (const row of rows) {
      const cause = row.slice(0, row.indexOf(' '))
      const line = row.slice(row.indexOf(' ') + 1)
      t.equal(causeOf(line), cause, line.slice(0, 150))
    }
  })
}
