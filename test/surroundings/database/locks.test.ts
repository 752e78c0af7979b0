import { setTimeout as delay } from 'node:timers/promises'
import t from 'tap'
import type { LockWait } from '../../../src/core/queries.js'
import { findPackage, PACKAGE } from '../../../src/surroundings/database/binaries.js'
import { openDatabase } from '../../../src/surroundings/database/index.js'
import type { RunDatabase } from '../../../src/surroundings/index.js'
import { asked } from './fixtures/asked.js'

const skip = findPackage() === undefined && `${PACKAGE} is not installed: npm install ${PACKAGE}`
const NEVER = 60 * 60 * 1000

interface Waiting {
  readonly outcome: ReturnType<RunDatabase['query']>
  /** Resolves with the wait for a lock, and whether it is for ever. */
  readonly waits: Promise<LockWait>
  readonly forEver: Promise<LockWait>
}

/** Sells an article that somebody else has locked. */
function sell(
  run: RunDatabase,
  session: string,
  ask: Parameters<typeof asked>[1][],
  deadlockTimeout?: number
): Waiting {
  let told: (wait: LockWait, forEver: boolean) => void = () => {}
  const heard: Promise<LockWait>[] = [false, true].map(
    wanted =>
      new Promise(resolve => {
        const before = told
        told = (wait, forEver) => {
          before(wait, forEver)
          if (forEver || !wanted) resolve(wait)
        }
      })
  )
  const outcome = run.query({ ask, session, deadlockTimeout }, (wait, forEver) => told(wait, forEver))
  outcome.catch(() => {})
  return { outcome, waits: heard[0] as Promise<LockWait>, forEver: heard[1] as Promise<LockWait> }
}

t.test('locks in the embedded PostgreSQL', { skip }, async t => {
  const database = await openDatabase({})
  t.teardown(() => database[Symbol.asyncDispose]())

  t.test('a transaction goes on in its own session, and its locks go with it', async t => {
    await using run = await database.forRun(10)
    t.match(await run.query({ ask: ['begin', 'sell article 1'], session: 'one' }, () => {}), { rows: 1 })
    const second = sell(run, 'two', ['sell article 1'])
    t.match(await second.waits, { sql: /^UPDATE/, holder: { state: 'idle in transaction', sql: /^BEGIN; UPDATE/ } })
    const meanwhile = await Promise.race([second.outcome, asked(run, 'sell article 2').then(() => 'others go on')])
    t.equal(meanwhile, 'others go on')
    await run.query({ ask: ['commit'], session: 'one' }, () => {})
    const outcome = await second.outcome
    t.match(outcome, { rows: 1 })
    t.notOk(outcome.error)
  })

  t.test('a wait for a lock is for ever once its holder is left, and so is a wait behind it', async t => {
    const run = await database.forRun(10)
    await run.query({ ask: ['begin', 'sell article 1'], session: 'one' }, () => {})
    const second = sell(run, 'two', ['sell article 1'])
    await second.waits
    const third = sell(run, 'three', ['sell article 1'])
    await third.waits
    const early = await Promise.race([second.forEver, third.forEver, delay(60, 'not yet')])
    t.equal(early, 'not yet', 'its holder may come back')
    run.leave('one')
    t.match(await second.forEver, { holder: { state: 'idle in transaction' } })
    t.ok(await third.forEver)
    await run[Symbol.asyncDispose]()
    await Promise.allSettled([second.outcome, third.outcome])
    t.pass('the end of the run ends them')
  })

  t.test(
    'lock_timeout, statement_timeout and idle_in_transaction_session_timeout are refusals with a code',
    async t => {
      await using run = await database.forRun(10, { 'lock-timeout': 30, 'statement-timeout': 100 })
      await run.query({ ask: ['begin', 'sell article 1'], session: 'one' }, () => {})
      t.match(await asked(run, 'sell article 1'), { error: { code: '55P03', message: /lock timeout/ } })
      t.match(await asked(run, 'orders without an index'), { error: { code: '57014', message: /statement timeout/ } })
      await using idle = await database.forRun(10, { 'idle-in-transaction-timeout': 30 })
      await idle.query({ ask: ['begin', 'sell article 1'], session: 'one' }, () => {})
      t.match(await asked(idle, 'sell article 1'), { rows: 1 }, 'the lock is given back')
      t.match(await idle.query({ ask: ['commit'], session: 'one' }, () => {}), { error: { code: '25P03' } })
      t.match(await idle.query({ ask: ['begin', 'sell article 1'], session: 'one' }, () => {}), { rows: 1 })
    }
  )

  t.test('a session that was ended tells why, also to who asks long after its connection is gone', async t => {
    await using idle = await database.forRun(10, { 'idle-in-transaction-timeout': 30 })
    await idle.query({ ask: ['begin', 'sell article 1'], session: 'one' }, () => {})
    while (/idle in transaction/.test((await idle.sessions()).output)) await delay(5)
    // Right at every moment; by now the end of the connection has mostly been heard as well.
    await delay(50)
    t.match(await idle.query({ ask: ['commit'], session: 'one' }, () => {}), { error: { code: '25P03' } })
  })

  t.test(
    'of two that wait for each other the one that looks for a deadlock is ended, and the other goes on',
    async t => {
      await using run = await database.forRun(10, { 'deadlock-timeout': 50 })
      for (let round = 0; round < 10; round++) {
        const [one, two] = [`one ${round}`, `two ${round}`]
        await run.query({ ask: ['begin', 'sell article 1'], session: one }, () => {})
        await run.query({ ask: ['begin', 'sell article 2'], session: two }, () => {})
        const first = sell(run, one, ['sell article 2', 'commit'], NEVER)
        await first.waits
        const second = sell(run, two, ['sell article 1', 'commit'])
        t.match(await second.outcome, { error: { code: '40P01', message: 'deadlock detected' } })
        t.notOk((await first.outcome).error)
      }
      t.match(await asked(run, 'begin', 'sell article 1', 'sell article 2', 'rollback'), { rows: 2 }, 'no lock is left')
    }
  )
})
