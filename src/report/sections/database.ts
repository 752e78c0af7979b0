import { formatDuration } from '../../core/duration.js'
import type { QueryOutcome } from '../../core/step.js'
import { clip } from '../layout/columns.js'
import { type Line, line } from '../layout/line.js'
import { wrap } from '../layout/wrap.js'
import type { Told } from '../told.js'
import type { Page, Teller } from './section.js'

const MOST = 2

/** How the database did what it was asked: the plan that decides whether a query is slow. Queries that went alike are told once. */
export const database: Teller = (told, page) => {
  const { queries } = told.seen
  const kinds = [...new Set(queries.map(kindOf))].slice(0, MOST)
  const lines = kinds.flatMap(kind =>
    linesOf(
      queries.filter(query => kindOf(query) === kind),
      told,
      page
    )
  )
  return lines.length === 0 ? [] : [{ label: 'database', lines }]
}

function kindOf({ sql, scan, rowsRemoved }: QueryOutcome): string {
  return `${scan} ${rowsRemoved} ${sql}`
}

function linesOf(alike: readonly QueryOutcome[], told: Told, page: Page): Line[] {
  const [query] = alike
  if (query === undefined) return []
  const rows = `${counted(query.rows)} found, ${counted(query.rowsRemoved)} read and thrown away`
  const longest = Math.max(...alike.map(each => each.milliseconds))
  const took = `${alike.length > 1 ? 'at most ' : ''}${formatDuration(told.scaled(longest))}`
  const times = alike.length > 1 ? `${alike.length} ${page.signs.times} ` : ''
  const sql = query.sql.replace(/\s+/g, ' ').trim()
  return [
    ...wrap([...line(`${times}${query.scan}`, 'strong'), ...line(`: ${rows}, ${took}`)], page.columns, 2),
    line(clip(sql, page.columns, page.signs.more), 'code')
  ]
}

function counted(rows: number): string {
  return rows === 1 ? '1 row' : `${rows} rows`
}
