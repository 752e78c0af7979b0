import t from 'tap'
import type { Fact, Sight } from '../../../src/core/events.js'
import { systemdLines } from '../../../src/report/evidence/systemd.js'

type Upstream = Extract<Fact, { side: 'upstream' }>

function texts(...seen: readonly [at: number, what: string, more?: object][]): string[] {
  const facts = seen.map(([at, what, more]): Upstream => {
    const sight = { side: 'upstream', upstream: 'upstream', what, ...more } as unknown as Extract<
      Sight,
      { side: 'upstream' }
    >
    return { event: 'fact', run: 'a', at, ...sight }
  })
  return systemdLines(facts).map(({ at, text }) => `${at} ${text.replace(/^systemd\[1\]: (app\.service: )?/, '')}`)
}

t.test('how a process ended is told as systemd tells it', async t => {
  t.same(texts([5, 'crashed', { signal: 'SIGKILL' }]), [
    '5 Main process exited, code=killed, status=9/KILL',
    "5 Failed with result 'signal'."
  ])
  t.same(texts([5, 'exited', { code: 1 }]), [
    '5 Main process exited, code=exited, status=1/FAILURE',
    "5 Failed with result 'exit-code'."
  ])
  t.same(texts([5, 'exited', { code: 0 }]), ['5 Deactivated successfully.'])
})

t.test('a stop that was asked for is none of its failures', async t => {
  const stop: [number, string, object][] = [
    [5, 'signalled', { signal: 'SIGTERM' }],
    [6, 'crashed', { signal: 'SIGTERM' }]
  ]
  t.same(texts(...stop), ['5 Stopping app.service...', '6 Deactivated successfully.', '6 Stopped app.service.'])
})

t.test('a start counts from the first word of that life, and a second one is a restart', async t => {
  const life = texts(
    [1, 'logged', { line: 'starting' }],
    [3, 'started', { pid: 7 }],
    [5, 'crashed', { signal: 'SIGKILL' }],
    [9, 'listening', { how: 'open' }],
    [10, 'started', { pid: 8 }]
  )
  t.same(life, [
    '1 Started app.service.',
    '5 Main process exited, code=killed, status=9/KILL',
    "5 Failed with result 'signal'.",
    '9 Scheduled restart job, restart counter is at 1.',
    '9 Started app.service.'
  ])
})

t.test('one that nobody supervises has been started when it listens, and one that refuses has not', async t => {
  t.same(texts([1, 'listening', { how: 'open' }], [3, 'accepted']), ['1 Started app.service.'])
  t.same(texts([1, 'listening', { how: 'blackhole' }]), ['1 Started app.service.'])
  t.same(texts([1, 'listening', { how: 'refused' }]), [])
  t.same(texts([1, 'listening', { how: 'refused' }], [5, 'listening', { how: 'open' }]), ['5 Started app.service.'])
  t.same(texts([1, 'started', { pid: 7 }], [2, 'listening', { how: 'open' }]), ['1 Started app.service.'], 'once')
})
