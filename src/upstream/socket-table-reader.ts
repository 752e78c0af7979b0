import { closeSync, openSync, readSync } from 'node:fs'
import { parentPort } from 'node:worker_threads'
import { TABLE } from './socket-row.js'

const PAGE = 65_536
const ROW = 60

// Reads the table for each list of rows that is asked for, and answers with the text of each row, undefined for one that is not there.
parentPort?.on('message', (rows: readonly string[]) => {
  const table = readTable()
  parentPort?.postMessage(rows.map(row => textOf(row, table)))
})

function textOf(row: string, table: string): string | undefined {
  const start = table.indexOf(row)
  return start < 0 ? undefined : table.slice(start + 1, start + ROW)
}

/** The kernel hands the table out in many small pages. */
function readTable(): string {
  const file = openSync(TABLE, 'r')
  try {
    let table = ''
    const page = Buffer.alloc(PAGE)
    for (let size = readSync(file, page); size > 0; size = readSync(file, page))
      table += page.toString('latin1', 0, size)
    return table
  } finally {
    closeSync(file)
  }
}
