import pg from 'pg'
import t from 'tap'
import { findPackage, PACKAGE } from '../../../src/surroundings/database/binaries.js'
import { startEmbeddedServer } from '../../../src/surroundings/database/embedded-server.js'
import { openDatabase } from '../../../src/surroundings/database/index.js'
import { asked } from './fixtures/asked.js'

const skip = findPackage() === undefined && `${PACKAGE} is not installed: npm install ${PACKAGE}`

t.test('a database that grants so many connections and no more', { skip }, async t => {
  const server = await startEmbeddedServer()
  t.teardown(() => server[Symbol.asyncDispose]())
  const { host, user } = server.connection
  const urlOf = (name: unknown) => `postgres://${name}@/postgres?host=${encodeURIComponent(host as string)}`
  const DATABASE_URL = urlOf(user)
  const client = new pg.Client(DATABASE_URL)
  await client.connect()
  t.teardown(() => client.end())
  const roles = async () => {
    const { rows } = await client.query("SELECT rolname AS name FROM pg_roles WHERE rolname LIKE 'gatecrash\\_%'")
    return rows.map(row => row.name as string)
  }

  t.test('refuses the next one, and lets it in when another has gone', async t => {
    await using database = await openDatabase({ DATABASE_URL })
    await using run = await database.forRun(60, { connections: 2 })
    await using other = await database.forRun(60, { connections: 1 })
    await run.query({ ask: ['begin', 'sell article 1'], session: 'one' }, () => {})
    await run.query({ ask: ['begin', 'sell article 2'], session: 'two' }, () => {})
    const refused = await asked(run, 'orders with an index')
    t.match(refused, { sql: /^SELECT/, error: { code: '53300', message: /too many connections for role/ } })
    t.match(await asked(other, 'orders with an index'), { scan: 'Index Scan' }, 'other runs have their own')
    await run.query({ ask: ['commit'], session: 'one' }, () => {})
    t.match(await asked(run, 'orders with an index'), { scan: 'Index Scan' })
  })

  t.test('is waited for by a pool that asks for no more', async t => {
    await using database = await openDatabase({ DATABASE_URL })
    await using run = await database.forRun(60, { connections: 1, pool: 1 })
    await run.query({ ask: ['begin', 'sell article 1'], session: 'one' }, () => {})
    const second = asked(run, 'orders with an index')
    await run.query({ ask: ['commit'], session: 'one' }, () => {})
    t.match(await second, { scan: 'Index Scan' })
  })

  t.test('leaves no role behind, and neither does a run that was killed', async t => {
    t.same(await roles(), [])
    await client.query('CREATE ROLE gatecrash_0000abcd LOGIN; CREATE ROLE gatecrash_mine')
    await using living = await openDatabase({ DATABASE_URL })
    await using run = await living.forRun(60, { connections: 1 })
    await using _database = await openDatabase({ DATABASE_URL })
    const left = await roles()
    t.equal(left.length, 2)
    t.notOk(left.includes('gatecrash_0000abcd'))
    t.match(await asked(run, 'orders with an index'), { scan: 'Index Scan' })
    await client.query('DROP ROLE gatecrash_mine')
  })

  t.test('needs a user who may create roles, and deadlock-timeout a superuser', async t => {
    await client.query('CREATE ROLE simple LOGIN; GRANT CREATE ON DATABASE postgres TO simple')
    await using database = await openDatabase({ DATABASE_URL: urlOf('simple') })
    await t.rejects(database.forRun(60, { connections: 1 }), { code: 'database', next: /CREATEROLE/ })
    await using run = await database.forRun(60, { 'deadlock-timeout': 50 })
    await t.rejects(asked(run, 'sell article 1'), { code: 'database', next: /superuser/ })
    await using plain = await database.forRun(60, { 'lock-timeout': 50 })
    t.match(await asked(plain, 'sell article 1'), { rows: 1 })
  })

  t.test('can be made by an ordinary user who may create roles', async t => {
    await client.query('CREATE ROLE maker LOGIN CREATEROLE; GRANT CREATE ON DATABASE postgres TO maker')
    await using database = await openDatabase({ DATABASE_URL: urlOf('maker') })
    const run = await database.forRun(60, { connections: 1 })
    await run.query({ ask: ['begin', 'sell article 1'], session: 'one' }, () => {})
    t.match(await asked(run, 'sell article 2'), { error: { code: '53300' } })
    run.leave('one')
    await run[Symbol.asyncDispose]()
    t.same(await roles(), [])
  })
})
