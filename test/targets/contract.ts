import { EventEmitter, once } from 'node:events'
import { readFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import t from 'tap'
import { now } from '../../src/core/clock.js'
import type { Sight } from '../../src/core/events.js'
import type { Limits } from '../../src/core/limits.js'
import { resolveTarget, targetNamed } from '../../src/targets/index.js'
import { received } from '../client/played.js'
import { whyMissing } from '../needs.js'
import { answerTo, ask, failingUpstream, start } from './failing-upstream.js'
import { temporaryHome } from './temporary-home.js'

/** What is asked for, the status and the ending that the client sees, and the phase and error type in the log; undefined where it tells none. */
export type FailureRow = readonly [path: string, answer: string, phase: string | undefined, error: string | undefined]

/** What a product does in its own way. */
export interface Contract {
  readonly failures: readonly FailureRow[]
  /** The status of a refused connection. */
  readonly refused: number
  /** Limits that it has no word for. */
  readonly unsaid: readonly (keyof Limits)[]
  /** Its read limit, for the failures. */
  readonly read?: number
  /** What gets it, where that is no program. */
  readonly install?: string
  /** It takes any upstream, and fails with the first request. */
  readonly takesAnyUpstream?: boolean
}

/** Holds a product against what every gateway must do, whatever it answers. */
export function keepsTheContract(name: string, contract: Contract): void {
  const { failures, refused, unsaid, read = 200, takesAnyUpstream = false } = contract
  const target = targetNamed(name)
  const skip = whyMissing(name)

  t.test(`${name} is found with its version`, { skip }, async t => {
    t.match(await target.find(), { here: true, version: /^\d+\.\d+/, program: /./ })
  })

  t.test('an answer of the upstream passes, and is one entry of the log', { skip }, async t => {
    await using upstream = await failingUpstream()
    await using gateway = await start(target, upstream)
    t.match(received(await ask(gateway, '/ok')), /^HTTP\/1\.1 200 OK\r\n[\s\S]*\r\n\r\n(?:2\r\n)?ok/)
    t.match(await gateway.log(1), [{ level: 'info', phase: 'done', method: 'GET', path: '/ok', status: 200 }])
  })

  for (const [path, answer, phase, error] of failures) {
    t.test(`it answers for an upstream that fails with ${path}, and its log is read`, { skip }, async t => {
      await using upstream = await failingUpstream()
      await using gateway = await start(target, upstream, { connect: 1000, read })
      t.equal(await answerTo(gateway, path), answer)
      const [entry] = await gateway.log(1)
      t.same(
        { path: entry?.path, phase: entry?.phase, error: entry?.error },
        { path, phase, error },
        entry?.raw ?? path
      )
    })
  }

  t.test('a 502 of the upstream itself is no failure of the gateway', { skip }, async t => {
    await using upstream = await failingUpstream()
    await using gateway = await start(target, upstream)
    t.equal(await answerTo(gateway, '/own-502'), '502 whole')
    t.match(await gateway.log(1), [{ status: 502, error: undefined }])
  })

  t.test(`a refused connection is a ${refused}`, { skip }, async t => {
    const upstream = await failingUpstream()
    await upstream[Symbol.asyncDispose]()
    await using gateway = await start(target, upstream, { connect: 1000, read: 1000 })
    t.equal(await answerTo(gateway, '/ok'), `${refused} whole`)
  })

  t.test('the log does not wait long for lines that never come', { skip }, async t => {
    await using upstream = await failingUpstream()
    await using gateway = await start(target, upstream)
    const began = now()
    t.strictSame(await gateway.log(1), [])
    t.ok(now() - began < 3000)
  })

  t.test('limits that it has no word for are told', { skip }, async t => {
    await using upstream = await failingUpstream()
    const all = { connect: 1000, read: 2000, write: 3000, head: 4000, total: 5000, keepalive: 6000 }
    await using gateway = await start(target, upstream, all)
    t.strictSame(gateway.unsaid, unsaid)
  })

  t.test('neither process nor folder nor port is left', { skip }, async t => {
    const home = temporaryHome(t)
    await using upstream = await failingUpstream()
    await using gateway = await start(target, upstream)
    const pids = [...gateway.pids]
    t.match((await readdir(home))[0], new RegExp(`^gatecrash-${name}-`))
    await gateway[Symbol.asyncDispose]()
    t.strictSame(await readdir(home), [])
    for (const pid of pids) t.notOk(lives(pid), `process ${pid} is gone`)
    t.equal(await answerTo(gateway, '/ok'), '- refused')
  })

  t.test('one that dies is told, and its log is not waited for', { skip }, async t => {
    await using upstream = await failingUpstream()
    const sights: Sight[] = []
    const bell = new EventEmitter()
    const death = once(bell, 'died')
    await using gateway = await start(target, upstream, {}, sight => bell.emit('died', sights.push(sight)))
    process.kill(gateway.pids[0] as number, 'SIGKILL')
    await death
    t.match(sights, [{ side: 'gateway', what: 'died', signal: 'SIGKILL', code: null }])
    t.strictSame(await gateway.log(1), [])
  })

  t.test('a place where it is not has none', async t => {
    const { install = `sudo tools/install-programs ${name}` } = contract
    t.match(await resolveTarget(`${name}=/nowhere/${name}`).find(), { here: false, why: /that can be run/, install })
    t.match(await resolveTarget(`${name}=/bin/false`).find(), { here: false, why: /that can be run/, install })
  })

  const words = 'one that does not start says why in its own words, and leaves nothing'
  if (takesAnyUpstream) return
  t.test(words, { skip }, async t => {
    const home = temporaryHome(t)
    const wrong = start(target, { host: 'not a host', port: 99_999 })
    await t.rejects(wrong, { code: 'start-failed', message: /did not start: ./ })
    t.strictSame(await readdir(home), [])
  })
}

/** Whether a process lives: one that has ended, and that its new parent has not yet taken notice of, does not. */
function lives(pid: number): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'))
  } catch {
    return false
  }
}
