import t from 'tap'
import { FAILURE_IDS } from '../../src/check/failure-ids.js'
import { FAILURES } from '../../src/check/failures.js'
import { FINDERS } from '../../src/check/findings/index.js'
import { CHECK_FLAGS } from '../../src/cli/commands/check-flags.js'
import { DIALECTS } from '../../src/configurations/index.js'
import { gatecrash } from '../cli/played.js'
import { whyMissing } from '../needs.js'
import { noSandbox } from '../sandbox/sandboxed.js'
import { missingIn, pageNamed, typedIn, wordsOf } from './page.js'

t.setTimeout(240_000)

const page = pageNamed('check.md')
const readme = pageNamed('../README.md')
const rows = page.split('\n').filter(line => line.startsWith('| '))

t.test('every failure stands in a row, with what it is, in the order of a report', async t => {
  const expected = FAILURES.map(({ id, says }) => `| \`${id}\` | ${says} |`)
  const ids = new Set(FAILURE_IDS)
  const found = rows.filter(row => ids.has(/^\| `([^`]+)` \| [^|]+ \|$/.exec(row)?.[1] ?? ''))
  t.same(found, expected)
})

t.test('every finding stands in a row, with how bad it is, what it says, and the failures that prove it', async t => {
  const found = rows.filter(row => /^\| `[\w-]+` \| (?:danger|warning|note)/.test(row)).map(row => row.split(' | '))
  t.same(found.map(([id]) => id).sort(), FINDERS.map(({ id }) => `| \`${id}\``).sort())
  for (const { id, severity, title } of FINDERS) {
    const [, grade, meaning, proof = ''] = found.find(([first]) => first === `| \`${id}\``) ?? []
    t.match(grade, severity, id)
    t.match(meaning, title, id)
    const proofs = [...proof.matchAll(/`([^`]+)`/g)].map(([, failure = '']) => failure)
    t.ok(proofs.length > 0 && proofs.every(failure => FAILURE_IDS.includes(failure)), `${id}: ${proof}`)
  }
})

t.test('every product, and every option of the command, is there', async t => {
  t.same(
    DIALECTS.filter(({ title }) => !rows.some(row => row.startsWith(`| ${title} |`))),
    []
  )
  t.same(
    CHECK_FLAGS.filter(({ name }) => !page.includes(`--${name}`)),
    []
  )
})

const skip = whyMissing('nginx') || whyMissing('haproxy') || noSandbox

for (const { commands, how, shown } of typedIn(page)) {
  if (how !== '') continue
  for (const command of commands) {
    t.test(`${command} says what the page shows`, { skip }, async t => {
      const { code, out, errors } = await gatecrash(wordsOf(command).slice(1))
      t.equal(errors, '')
      t.equal(code, command.includes(' diff ') ? 1 : 0, out)
      for (const text of shown) t.same(missingIn(out, text), [])
      if (readme.includes(`-- ${command.slice('gatecrash '.length)}\n`)) t.same(missingIn(out, shownBelow(command)), [])
    })
  }
}

/** What the first page shows below the same command. */
function shownBelow(command: string): string {
  const [, after = ''] = readme.split(`-- ${command.slice('gatecrash '.length)}\n`)
  return /^```\n([\s\S]*?)^```$/m.exec(after.slice(after.indexOf('```') + 3))?.[1] ?? ''
}
