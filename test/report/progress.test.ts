import { EventEmitter, once } from 'node:events'
import t from 'tap'
import { createReport } from '../../src/report/index.js'
import { pageOf, reported } from './page.js'
import { refused } from './streams/deaths.js'
import { slowDb } from './streams/timeouts.js'

const ERASE = '\r\x1b[2K'
const ONCE = { runs: 1, repeat: 1 }

/** A page that tells when something has been written to it. */
function watchedPage() {
  const page = pageOf()
  const written = new EventEmitter()
  const write = (text: string) => {
    page.out.write(text)
    written.emit('text')
  }
  const next = async () => {
    const limit = setTimeout(() => written.emit('error', new Error('nothing was written')), 10_000)
    await once(written, 'text')
    clearTimeout(limit)
  }
  return { out: { ...page.out, interactive: true, write }, text: page.text, next }
}

t.test('while a run is under way a person sees what is going on', async t => {
  const page = watchedPage()
  const report = createReport('terminal', page.out, ONCE)
  for (const event of slowDb.slice(0, 7)) report.take(event)
  await page.next()
  report.finish()
  t.match(page.text(), /slow-db: the upstream: query orders without an index/)
})

t.test('the progress is erased before anything else is printed', async t => {
  const page = watchedPage()
  const report = createReport('terminal', page.out, ONCE)
  const [planned, ...rest] = refused
  if (planned !== undefined) report.take(planned)
  await page.next()
  for (const event of rest) report.take(event)
  report.finish()
  t.equal(page.text().split(ERASE).at(-1), reported('terminal', refused))
})

t.test('among several runs it says how many are done', async t => {
  const page = watchedPage()
  const report = createReport('lines', page.out, { runs: 2, repeat: 1 })
  for (const event of [...refused, ...slowDb.slice(0, 3)]) report.take(event)
  await page.next()
  report.finish()
  t.match(page.text(), /1\/2 {2}\d/)
  t.ok(page.text().endsWith(ERASE))
})

t.test('the progress keeps to one row', async t => {
  const page = watchedPage()
  const report = createReport('terminal', { ...page.out, columns: 30 }, ONCE)
  for (const event of slowDb.slice(0, 7)) report.take(event)
  await page.next()
  t.ok(page.text().length < 30)
  report.finish()
})

t.test('where nobody is watching there is none', async t => {
  t.notOk(reported('terminal', refused).includes('\r'))
})
