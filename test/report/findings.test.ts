import t from 'tap'
import { type Finding, findingsSummary, findingText, type Out } from '../../src/report/index.js'
import { golden } from './golden.js'
import { pageOf } from './page.js'

const FINDINGS: readonly Finding[] = [
  { name: 'Node', state: 'good', weighs: 'all', found: 'v22.4.0' },
  {
    name: 'processors',
    state: 'poor',
    weighs: 'extra',
    found: '2, load 6.5',
    lacks: 'others are at work: limits may be seen late, which is told as broken, not as failed',
    todo: 'wait until it is quieter, or run with --parallel 1'
  },
  {
    name: 'database',
    state: 'absent',
    weighs: 'some',
    found: 'there is no embedded PostgreSQL here',
    lacks: 'slow-db',
    todo: 'set DATABASE_URL'
  },
  {
    name: 'nginx',
    state: 'absent',
    weighs: 'extra',
    found: 'nginx is not installed',
    lacks: '--target nginx',
    todo: 'sudo tools/install-programs nginx'
  }
]

function told(options: Partial<Out>): string {
  const { out } = pageOf(options)
  return FINDINGS.map(finding => findingText(finding, out)).join('') + findingsSummary('some', out)
}

for (const columns of [80, 120]) {
  t.test(`findings are laid out for ${columns} columns`, async t => {
    const text = told({ columns })
    t.equal(text, golden(`findings-${columns}.txt`, text))
    t.ok(text.split('\n').every(row => row.length <= columns))
  })
}

t.test('colour adds nothing but colour', async t => {
  const bare = told({ colour: true })
    .split(new RegExp(`${String.fromCharCode(27)}\\[\\d+m`))
    .join('')
  t.equal(bare.replace(/ +$/gm, ''), told({}))
})

t.test('what nobody must have is no fault', async t => {
  const { out } = pageOf()
  const [, , database, nginx] = FINDINGS.map(finding => findingText(finding, out))
  t.match(database, /^✗/)
  t.match(nginx, /^○/)
})

t.test('a terminal without UTF-8 gets ASCII and nothing else', async t => {
  t.match(told({ unicode: false }), /^[\n -~]*$/)
})
