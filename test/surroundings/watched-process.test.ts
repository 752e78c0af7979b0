import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import t from 'tap'
import { talkingProcess, watchedProcess } from '../../src/surroundings/index.js'
import { alive } from './fixtures/alive.js'

t.test('what a process says is kept, and its end is told', async t => {
  await using child = await watchedProcess('sh', ['-c', 'echo out; echo err >&2; exit 3'])
  t.same(await child.exited, { code: 3, signal: null })
  t.match(child.said(), /out\n/)
  t.match(child.said(), /err\n/)
})

t.test('a program that is not there is trouble with a name', async t => {
  await t.rejects(watchedProcess('no-such-program-anywhere', []), { name: 'Trouble', code: 'program-missing' })
})

t.test('a process that will not stop is killed when its grace is over', async t => {
  const child = await watchedProcess('sh', ['-c', "trap '' TERM; echo ready; while :; do sleep 0.1; done"])
  await once(child.stdout, 'data')
  await child.stop('SIGTERM', 100)
  t.equal((await child.exited).signal, 'SIGKILL')
})

t.test('the children of a process go with it', async t => {
  const child = await watchedProcess('sh', ['-c', 'sleep 60 & echo $!; wait'])
  const [line] = (await once(child.stdout, 'data')) as [string]
  await child.stop()
  t.notOk(alive(Number(line)))
})

t.test('the end of its scope stops a process', async t => {
  let exited: Promise<unknown>
  {
    await using child = await watchedProcess('sleep', ['60'])
    exited = child.exited
  }
  t.same(await exited, { code: null, signal: 'SIGTERM' })
})

t.test('a process can be talked with, on its input and on a line of its own', async t => {
  const script = 'read word; read other <&3; echo "$word" "$other"; echo heard >&3; echo aside >&2'
  await using talking = await talkingProcess('sh', ['-c', script])
  const output = text(talking.stdout)
  const answer = text(talking.line)
  talking.stdin.write('hello\n')
  talking.line.write('there\n')
  t.equal(await output, 'hello there\n')
  t.equal(await answer, 'heard\n')
  t.equal((await talking.exited).code, 0)
  t.equal(talking.said(), 'aside\n', 'only its errors are kept')
})
