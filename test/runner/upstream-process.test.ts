import { fork } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import t from 'tap'
import type { RunningUpstream } from '../../src/upstream/index.js'
import { Caller } from '../upstream/fixtures/stage.js'

t.test('the process of an upstream outlives Ctrl-C, but not its parent', async t => {
  const parent = fork(new URL('./fixtures/parent.js', import.meta.url), { detached: true })
  const [upstream] = (await once(parent, 'message')) as [RunningUpstream]
  process.kill(-(parent.pid as number), 'SIGINT')
  const caller = new Caller(upstream).get()
  await once(caller.socket, 'connect')
  parent.kill('SIGKILL')
  t.match(await caller.ended, /fin|rst/)
  // The kernel closes the connections of a dying process before its ports.
  while (!(await refuses(upstream)));
  t.pass('nobody listens any more')
})

t.test('it outlives nobody while it computes, either', async t => {
  const parent = fork(new URL('./fixtures/parent.js', import.meta.url), ['block'], { detached: true })
  const [upstream] = (await once(parent, 'message')) as [RunningUpstream]
  const caller = new Caller(upstream).get()
  t.same(await once(parent, 'message').then(([step]) => step), 'step')
  parent.kill('SIGKILL')
  t.match(await caller.ended, /fin|rst/)
})

async function refuses({ host, port }: Pick<RunningUpstream, 'host' | 'port'>): Promise<boolean> {
  const [error] = await once(connect({ host, port }), 'error')
  return error.code === 'ECONNREFUSED'
}
