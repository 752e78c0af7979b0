import { formatDuration } from '../../core/duration.js'
import type { QueryOutcome } from '../../core/step.js'
import { clip } from '../layout/columns.js'
import { type Line, line } from '../layout/line.js'
import { wrap } from '../layout/wrap.js'
import type { Told } from '../told.js'
import type { Page, Teller } from './section.js'

const MOST = 2

/** How the database did what it was asked: the plan that decides whether a query is slow. */
export const database: Teller = (told, page) => {
  const lines = told.seen.queries.slice(0, MOST).flatMap(query => linesOf(query, told, page))
  return lines.length === 0 ? [] : [{ label: 'database', lines }]
}

function linesOf(query: QueryOutcome, told: Told, page: Page): Line[] {
  const rows = `${counted(query.rows)} found, ${counted(query.rowsRemoved)} read and thrown away`
  const took = formatDuration(told.scaled(query.milliseconds))
  const sql = query.sql.replace(/\s+/g, ' ').trim()
  return [
    ...wrap([...line(query.scan, 'strong'), ...line(`: ${rows}, ${took}`)], page.columns, 2),
    line(clip(sql, page.columns, page.signs.more), 'code')
  ]
}

function counted(rows: number): string {
  return rows === 1 ? '1 row' : `${rows} rows`
}
