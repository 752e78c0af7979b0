import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { eventsOf, gatecrash, ROOT } from './played.js'

const FOLDER = 'test/scenario/right'
const files = readdirSync(join(ROOT, FOLDER)).map(file => join(FOLDER, file))

t.test('every word of the language does what its documentation says', async t => {
  const { code, out, errors } = await gatecrash(['run', ...files, '--json'])
  t.equal(errors, '')
  t.equal(code, 0)
  const verdicts = eventsOf(out).filter(({ event }) => event === 'judged')
  t.equal(verdicts.length, files.length)
  for (const { run, verdict } of verdicts) {
    const outcome = String(run).startsWith('not-played-yet') ? 'skipped' : 'pass'
    t.match(verdict, { outcome }, `${run}: ${JSON.stringify(verdict)}`)
  }
})
