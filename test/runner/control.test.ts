import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import t from 'tap'
import type { Event } from '../../src/core/events.js'
import type { LogEntry } from '../../src/core/log-entry.js'
import type { RunningGateway, Target } from '../../src/core/target.js'
import { openSurroundings, playAll } from '../../src/runner/index.js'
import { planRun, scenariosNamed } from '../../src/scenario/index.js'
import { targetNamed } from '../../src/targets/index.js'

const FOUND = { here: true, version: '1' } as const
const LINE: LogEntry = { level: 'warn', raw: 'no route', message: 'no route' }

/** A gateway that was configured wrongly: it has no route to anywhere. `starts` says how often it was started. */
function lost(): Target & { starts: number } {
  return {
    name: 'lost',
    product: 'the lost gateway',
    namesErrors: false,
    clockGrain: 1,
    starts: 0,
    cannotSay: ({ words }) => (words.breaker === undefined ? [] : ['breaker']),
    find: async () => FOUND,
    async start(_found, { host }): Promise<RunningGateway> {
      this.starts += 1
      const server = createServer((_, answer) => answer.writeHead(404).end('no route'))
      await once(server.listen(0, host), 'listening')
      const { port } = server.address() as AddressInfo
      const rest = { pids: [], configuration: 'routes: none', unsaid: [], log: async () => [LINE] }
      return { host, port, ...rest, [Symbol.asyncDispose]: async () => void server.close() }
    }
  }
}

async function play(target: Target, names: readonly string[]) {
  const jobs = (await scenariosNamed(names)).map(scenario => ({
    plan: planRun(scenario, { speed: 2, limits: {} }),
    target,
    found: FOUND,
    run: scenario.id
  }))
  const events: Event[] = []
  await using surroundings = openSurroundings(process.env)
  const context = { surroundings, interrupted: new AbortController().signal }
  return { verdicts: await playAll(jobs, 4, context, event => events.push(event)), events }
}

t.test(
  'on a target that does not pass the control nothing counts; it is played once, and not told as a run',
  async t => {
    const target = lost()
    const { verdicts, events } = await play(target, ['refused', 'wrong-application', 'crash'])
    for (const verdict of verdicts) {
      const why = /the lost gateway: .* expected 200 with the upstream's body, found 404, whole/
      t.match(verdict, { outcome: 'broken', why, next: /run ok --target lost/, checks: [] })
    }
    t.equal(target.starts, 1)
    const runs = events.flatMap(event => (event.event === 'planned' ? [event.run] : []))
    t.same(runs.toSorted(), ['crash', 'refused', 'wrong-application'])
    const facts = events.filter(event => event.event === 'fact' && event.run === 'crash')
    t.match(facts, [
      { side: 'gateway', what: 'listening', configuration: 'routes: none' },
      { side: 'gateway', what: 'log', entry: LINE }
    ])
  }
)

t.test('the control itself is told with all that was seen of it, and what is skipped needs none', async t => {
  const target = lost()
  const { verdicts, events } = await play(target, ['ok', 'circuit-open'])
  t.match(verdicts, [{ outcome: 'broken', why: /found 404/ }, { outcome: 'skipped' }])
  t.ok(events.some(event => event.event === 'fact' && event.side === 'client'))
  t.equal(target.starts, 1)
})

t.test('a gateway that does not start is told once for all', async t => {
  const deaf: Target = { ...targetNamed('reference'), start: () => Promise.reject(new Error('it does not start')) }
  const { verdicts } = await play(deaf, ['refused', 'crash'])
  t.match(verdicts, [
    { outcome: 'broken', why: /it does not start/ },
    { outcome: 'broken', why: /it does not start/ }
  ])
})
