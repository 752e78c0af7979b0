import t from 'tap'
import { whyMissing } from '../needs.js'
import { type Case, ELSEWHERE, nothingIsLeftOf, ownPlace } from './own-place.js'
import { gatecrash } from './played.js'

const CASES: readonly Case[] = [
  { args: ['run', 'slow-db', '--json'], moment: /"what":"step"/ },
  { args: ['run', 'slow-db', '--json'], moment: /"event":"planned"/ },
  { args: ['run', 'connect-timeout', '--json'], moment: /"what":"sent"/ },
  { args: ['run', 'crash', '--repeat', '20', '--json'], moment: /"what":"crashed"/ },
  { args: ['run', 'hang', '--target', 'nginx', '--json'], moment: /"what":"step"/, skip: whyMissing('nginx') },
  {
    args: ['run', 'hang', '--target', 'nginx', '--repeat', '8', '--json'],
    moment: /"event":"planned"/,
    skip: whyMissing('nginx')
  }
]

nothingIsLeftOf(CASES)

t.test('a run that ends by itself leaves nothing behind either', { skip: ELSEWHERE }, async t => {
  const own = await ownPlace(t)
  const { code } = await gatecrash(['run', 'slow-db', 'crash', 'connect-timeout', 'refused', '--speed', '10'], own.env)
  t.equal(code, 0)
  await own.nothingIsLeft(t)
})

t.test('a start that fails half-way leaves nothing behind', { skip: ELSEWHERE }, async t => {
  const own = await ownPlace(t)
  const { code } = await gatecrash(['run', 'slow-db'], { ...own.env, DATABASE_URL: 'postgres://127.0.0.1:1/nothing' })
  t.equal(code, 2)
  await own.nothingIsLeft(t)
})
