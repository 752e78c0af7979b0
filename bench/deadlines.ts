import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { listenBlackhole } from '../src/upstream/listen/blackhole.js'
import { lateOnes as ofOurs } from './deadlines/ours.js'
import { type Lateness, type Limit, lateness } from './deadlines/trial.js'
import { lateOnes as ofUndici } from './deadlines/undici.js'

/**
 * How exactly deadlines fire while a hundred requests wait at the same time: the upstream client of the reference gateway, and undici's
 * own timers beside it. Exits with 1 when ours was ever early, or late by more than 5 ms at the median or 20 ms at p99.
 */

const REQUESTS = 100
const LENGTHS = [50, 200, 500, 1000, 2000]
const MOST = { median: 5, p99: 20 }

/** What keeps a request waiting for each limit: nothing at all, or a trickle that an idle timer would take for life. */
const TARGETS: Readonly<Record<Limit, string>> = { connect: '/', read: '/silent', head: '/head', total: '/body' }

interface Row {
  readonly limit: Limit
  readonly ms: number
  readonly ours: Lateness
  readonly undici: Lateness | undefined
}

async function main(): Promise<number> {
  const worker = new Worker(new URL('./deadlines/upstream.js', import.meta.url))
  const [upstream] = (await once(worker, 'message')) as [number]
  const blackhole = await listenBlackhole({ host: '127.0.0.1', port: 0 })
  try {
    const rows = await measure(upstream, blackhole.port)
    tell(rows)
    return rows.every(isExact) ? 0 : 1
  } finally {
    await blackhole.close()
    await worker.terminate()
  }
}

async function measure(upstream: number, blackhole: number): Promise<Row[]> {
  const rows: Row[] = []
  for (const limit of Object.keys(TARGETS) as Limit[]) {
    for (const ms of LENGTHS) {
      progress(`${limit} ${ms} ms`)
      const port = limit === 'connect' ? blackhole : upstream
      const trial = { limit, ms, port, target: TARGETS[limit], requests: REQUESTS }
      const ours = lateness(await ofOurs(trial))
      const theirs = await ofUndici(trial)
      rows.push({ limit, ms, ours, undici: theirs && lateness(theirs) })
    }
  }
  progress('')
  return rows
}

function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`)
}

function isExact({ ours: { least, median, p99 } }: Row): boolean {
  return least >= 0 && median <= MOST.median && p99 <= MOST.p99
}

function tell(rows: readonly Row[]): void {
  console.log(
    `how late a limit is told, in ms: least / median / p99 of ${REQUESTS} requests that wait at the same time\n`
  )
  console.log(line('limit', '', 'ours', 'undici', 'median, undici : ours'))
  for (const row of rows) {
    const { limit, ms, ours, undici } = row
    const ratio = undici === undefined ? '' : `${Math.round(undici.median / ours.median)} : 1`
    const verdict = isExact(row) ? '' : '  NOT EXACT'
    console.log(line(limit, `${ms}`, told(ours), undici ? told(undici) : 'has none', ratio) + verdict)
  }
}

function told({ least, median, p99 }: Lateness): string {
  return [least, median, p99].map(each => each.toFixed(1).padStart(7)).join(' ')
}

function line(limit: string, ms: string, ours: string, undici: string, ratio: string): string {
  return `${limit.padEnd(8)}${ms.padStart(5)}  ${ours.padStart(24)}  ${undici.padStart(24)}  ${ratio.padStart(22)}`
}

process.exitCode = await main()
