import { formatDuration } from '../../core/duration.js'
import type { LockWait, QueryOutcome } from '../../core/queries.js'
import { clip } from '../layout/columns.js'
import { type Line, line } from '../layout/line.js'
import { wrap } from '../layout/wrap.js'
import type { Told } from '../told.js'
import type { Page, Teller } from './section.js'

const MOST = 3

/** How the database did what it was asked: what it refused, who waited for whom, and the plan that decides whether a query is slow. */
export const database: Teller = (told, page) => {
  const { queries, lockWaits } = told.seen
  const tell = (some: readonly QueryOutcome[]) => alike(some, kindOf).map(group => linesOf(group, told, page))
  const refused = tell(queries.filter(query => query.error !== undefined))
  const waits = alike(lockWaits, waitInWords).map(([wait]) => linesOfWait(wait, page))
  const planned = tell(queries.filter(query => query.scan !== undefined))
  const lines = [...refused, ...waits, ...planned].slice(0, MOST).flat()
  return lines.length === 0 ? [] : [{ label: 'database', lines }]
}

/** What went alike is told once. */
function alike<T>(all: readonly T[], kind: (one: T) => string): (readonly [T, ...T[]])[] {
  const groups = new Map<string, [T, ...T[]]>()
  for (const one of all) {
    const group = groups.get(kind(one))
    if (group === undefined) groups.set(kind(one), [one])
    else group.push(one)
  }
  return [...groups.values()]
}

function kindOf({ sql, scan, rowsRemoved, error }: QueryOutcome): string {
  return `${error?.code} ${scan} ${rowsRemoved} ${sql}`
}

function waitInWords({ sql, holder }: LockWait): string {
  return `${holder.state} ${sql} ${holder.sql}`
}

function linesOfWait({ sql, holder }: LockWait, page: Page): Line[] {
  const held = `: held by a session that is ${holder.state}, its last query ${flat(holder.sql)}`
  return [
    ...wrap([...line('waits for a lock', 'strong'), ...line(held)], page.columns, 2),
    line(clip(flat(sql), page.columns, page.signs.more), 'code')
  ]
}

function linesOf(alike: readonly [QueryOutcome, ...QueryOutcome[]], told: Told, page: Page): Line[] {
  const [query] = alike
  const longest = Math.max(...alike.map(each => each.milliseconds))
  const took = `${alike.length > 1 ? 'at most ' : ''}${formatDuration(told.scaled(longest))}`
  const times = alike.length > 1 ? `${alike.length} ${page.signs.times} ` : ''
  const [head, rest] = inWords(query)
  return [
    ...wrap([...line(`${times}${head}`, 'strong'), ...line(`: ${rest}, ${took}`)], page.columns, 2),
    line(clip(flat(query.sql), page.columns, page.signs.more), 'code')
  ]
}

function inWords({ scan = '', rows, rowsRemoved, error }: QueryOutcome): [head: string, rest: string] {
  if (error !== undefined) return [error.code, error.message]
  return [scan, `${counted(rows)} found, ${counted(rowsRemoved)} read and thrown away`]
}

function flat(sql: string): string {
  return sql.replace(/\s+/g, ' ').trim()
}

function counted(rows: number): string {
  return rows === 1 ? '1 row' : `${rows} rows`
}
