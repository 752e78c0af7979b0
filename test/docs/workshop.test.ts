import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { get } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { drawScenario } from '../../src/cli/commands/any.js'
import { allScenarios } from '../../src/scenario/index.js'
import { targetNamed } from '../../src/targets/index.js'
import { type Ended, listen, MAIN, start } from '../cli/played.js'
import { whyMissing } from '../needs.js'
import { missingIn, pageNamed, type Typed, typedIn, wordsOf } from './page.js'

const page = pageNamed('workshop.md')
const typed = typedIn(page)

/** As in the test of all scenarios: fast enough for a test, slow enough for a machine that does something else as well. */
const SPEED = ['--speed', '2']
const ANSWERS = '502\n1s\nno\nlater\n'
const STANDS = /Ctrl-C ends|waits until|"listening"/

t.setTimeout(240_000)

t.test('what is shown is held against the output, but for times, addresses and the length of bars', async t => {
  const output = 'log   refused by 127.9.9.9:80\n      phase=head\nclient  ├╌ GET / ╌┤ 504 after 1.2 s\n'
  t.same(missingIn(output, 'log  refused by 127.1.2.3:99\n'), [])
  t.same(missingIn(output, 'refused by\n…\nphase=head\n'), [])
  t.same(missingIn(output, 'client  │ GET /, 504 after 990 ms\n'), [])
  t.same(missingIn(output, 'phase=head\n…\nrefused by\n'), ['refused by'], 'in this order')
  t.same(missingIn(output, 'client  ├╌╌╌┤ 502 after 1 s\nphase=body\n'), ['502 after TIME', 'phase=body'])
})

t.test('the minutes of the stations are those of the plan, and make 90', async t => {
  const plan = [...page.matchAll(/^\| (\d+) \| \[/gm)].map(([, minutes]) => Number(minutes))
  const told = [...page.matchAll(/^## .* \((\d+) minutes\)$/gm)].map(([, minutes]) => Number(minutes))
  t.same(told, plan)
  t.equal(
    plan.reduce((sum, minutes) => sum + minutes, 0),
    90
  )
})

t.test('every case is the one that the trainer is told', async t => {
  const told = [...page.matchAll(/^\| (\d{6}) \| ([\w-]+) \|/gm)].map(([, seed, name]) => [Number(seed), name] as const)
  for (const [seed, name] of told) t.equal((await drawScenario(targetNamed('reference'), seed)).scenario.id, name)
  const given = [...page.matchAll(/--seed (\d+)$/gm)].map(([, seed]) => Number(seed))
  t.same(
    given,
    told.map(([seed]) => seed)
  )
})

t.test('every scenario that is named in a sentence is there', async t => {
  const all = (await allScenarios()).map(({ id }) => id)
  const named = [page, pageNamed('workshop-handout.md')].flatMap(text =>
    [...text.matchAll(/`gatecrash run ([a-z][a-z-]*)/g)].map(([, name = '']) => name)
  )
  t.ok(named.length > 0)
  t.same(
    named.filter(name => !all.includes(name)),
    []
  )
})

// Those of a station one after the other, for some need what those before have made; two stations at a time.
t.jobs = 2
for (const station of new Set(typed.map(each => each.station))) {
  t.test(`what is typed and shown in "${station}"`, { buffered: true }, async t => {
    const cwd = t.testdir({ scenarios: {} })
    for (const each of typed.filter(block => block.station === station && block.how !== 'once')) {
      const ended: Ended[] = []
      for (const command of each.commands) {
        const skip = command.includes('--target nginx') ? whyMissing('nginx') : false
        if (skip !== false) t.pass(command, { skip })
        else ended.push(await type(command, each.how, cwd))
      }
      compare(t, each, ended)
    }
  })
}

function compare(t: Test, { commands, how, shown }: Typed, ended: readonly Ended[]): void {
  const output = ended.map(({ out }) => out).join('\n')
  for (const { code, errors } of ended) {
    t.equal(code, how === 'until-interrupted' ? 130 : 0, commands.join('; '))
    if (how === '') t.equal(errors, '', commands.join('; '))
  }
  for (const text of shown) t.same(missingIn(output, text), [], `shown of ${commands.join('; ')}`, { output })
}

/** Types a command as a person in the room would, and interrupts what does not end by itself. */
async function type(command: string, how: Typed['how'], cwd: string): Promise<Ended> {
  const [, name = '', ...rest] = wordsOf(command)
  const words = rest.map((word, index) => (rest[index - 1] === '--port' ? '0' : word))
  const child = spawn(process.execPath, [MAIN, name, ...words, ...(name === 'run' ? SPEED : [])], {
    cwd,
    env: { ...process.env, NO_COLOR: '', npm_lifecycle_event: '' }
  })
  const said = listen(child)
  child.stdin.on('error', () => {})
  child.stdin.end(ANSWERS)
  const closed = once(child, 'close')
  if (how === 'until-interrupted') {
    while (!STANDS.test(said().out) && child.exitCode === null) await delay(5)
    child.kill('SIGINT')
  }
  const [code] = (await closed) as [number | null]
  return { code, ...said() }
}

t.test('the index that is made by hand mends the report', { skip: whyMissing('psql') }, async t => {
  const child = start(['serve', 'slow-db'])
  const closed = once(child, 'close')
  t.teardown(() => child.kill('SIGTERM'))
  const said = listen(child)
  while (!STANDS.test(said().out) && child.exitCode === null) await delay(5)
  const url = `${/gateway +(http:\S+)/.exec(said().out)?.[1]}/reports/42`
  t.equal(await statusOf(url), 504)
  const psql = spawn('sh', ['-c', /database +(PGOPTIONS.*)/.exec(said().out)?.[1] ?? 'false'])
  const told = listen(psql)
  psql.stdin.end(/^```sql\n([\s\S]*?)^```$/m.exec(page)?.[1])
  t.same(await once(psql, 'close'), [0, null])
  t.match(told().out, /Seq Scan on orders[\s\S]*CREATE INDEX/)
  t.equal(await statusOf(url), 200)
  child.kill('SIGINT')
  await closed
  t.match(
    said().out,
    /GET \/reports\/42 {3}504 after[\s\S]*connection_read_timeout[\s\S]*GET \/reports\/42 {3}200 after/
  )
})

function statusOf(url: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    get(url, answer => answer.resume().once('end', () => resolve(answer.statusCode))).once('error', reject)
  })
}
