import t from 'tap'
import type { Event } from '../../src/core/events.js'
import type { RunningGateway, Target } from '../../src/core/target.js'
import { type Column, type Entry, playMatrix, type TargetResults } from '../../src/matrix/index.js'
import { readResults } from '../../src/matrix/read-results.js'
import { openSurroundings } from '../../src/runner/index.js'
import { planRun, scenariosNamed } from '../../src/scenario/index.js'
import { targetNamed } from '../../src/targets/index.js'

const FOUND = { here: true, version: '1' } as const
const reference = targetNamed('reference')

/** The reference gateway on a machine that is too busy when it is started for these times: nothing is where it should be, and much time is lost. */
function busyAt(name: string, ...times: number[]): Target {
  let starts = 0
  return {
    ...reference,
    name,
    async start(found, plan, witness): Promise<RunningGateway> {
      starts += 1
      if (!times.includes(starts)) return reference.start(found, plan, witness)
      witness({ side: 'gateway', what: 'kept-waiting', milliseconds: 60_000 })
      return reference.start(found, { ...plan, upstreams: [{ name: 'nobody', host: '127.0.0.1', port: 1 }] }, witness)
    }
  }
}

const columnOf = (target: Target): Column => ({ name: target.name, typed: target.name, target, version: '1' })

async function played(columns: readonly Column[], names: readonly string[], rounds: number, after?: AbortController) {
  const scenarios = await scenariosNamed(names)
  const entries: Entry[] = columns.flatMap(column =>
    scenarios.flatMap(scenario =>
      Array.from({ length: rounds }, (_, before) => ({
        column,
        round: before + 1,
        command: `npx gatecrash run ${scenario.id}`,
        job: {
          plan: planRun(scenario, { speed: 1, limits: {} }),
          target: column.target,
          found: FOUND,
          run: `${scenario.id}@${column.name}#${before + 1}`
        }
      }))
    )
  )
  const events: Event[] = []
  const complete: TargetResults[] = []
  await using surroundings = openSurroundings(process.env)
  const interrupted = after ?? new AbortController()
  const context = { surroundings, interrupted: interrupted.signal }
  await playMatrix(entries, { speed: 1, rounds, parallel: 4 }, context, {
    event: event => {
      events.push(event)
      if (event.event === 'judged' && after !== undefined) after.abort()
    },
    complete: async results => void complete.push(results)
  })
  return { events, complete }
}

t.test('each target is told once, when all of it is played, with a cell for each scenario in their order', async t => {
  const names = ['refused', 'ok', 'app-500']
  const { complete, events } = await played([columnOf(reference), columnOf(busyAt('second'))], names, 2)
  t.same(complete.map(({ target }) => target).toSorted(), ['reference', 'second'])
  for (const results of complete) {
    t.same(
      results.cells.map(cell => [cell.scenario, cell.outcome, cell.same, cell.rounds.length]),
      names.map(name => [name, 'pass', true, 2])
    )
    t.same(readResults(JSON.stringify(results), 'x.json'), results)
  }
  t.equal(complete[0]?.configurationHash, complete[1]?.configurationHash, 'both were configured alike')
  t.same(
    events.flatMap(event => (event.event === 'summary' ? [event.runs] : [])),
    [12]
  )
  t.equal(events.at(-1)?.event, 'summary')
})

t.test('the evidence of a cell has all three sides', async t => {
  const { complete } = await played([columnOf(reference)], ['truncated-body'], 1)
  const cell = complete[0]?.cells[0]
  t.match(cell?.rounds[0]?.answers, [{ status: 200, got: 'cut', attempts: 1, error: 'http_response_incomplete' }])
  const evidence = cell?.evidence
  t.match(evidence?.received[0], /^HTTP\/1\.1 200 OK\r\n/)
  t.equal(evidence?.arrived.length, 1)
  t.match(evidence?.configuration, '127.0.0.1:9000')
  t.match(evidence?.log, [{ phase: 'body', error: 'http_response_incomplete' }])
  t.same([...new Set(evidence?.timeline.map(({ side }) => side))].toSorted(), ['client', 'gateway', 'upstream'])
  t.ok((evidence?.lanes.length ?? 0) >= 3)
})

t.test('what a busy machine has spoilt is played again in the end, and the result says so', async t => {
  // The first start is that of the control.
  const { complete, events } = await played([columnOf(busyAt('busy', 3))], ['app-500'], 3)
  const rounds = complete[0]?.cells[0]?.rounds ?? []
  t.same(rounds.map(({ outcome, again = false }) => [outcome, again]).toSorted(), [
    ['pass', false],
    ['pass', false],
    ['pass', true]
  ])
  t.ok(complete[0]?.cells[0]?.same)
  t.equal(complete.length, 1)
  t.equal(events.filter(event => event.event === 'judged').length, 4)
})

t.test(
  'it is played again once only: what is broken then stays so, and its evidence is of a round that says something',
  async t => {
    const { complete } = await played([columnOf(busyAt('busy', 2, 5))], ['app-500'], 3)
    const cell = complete[0]?.cells[0]
    t.same(cell?.rounds.map(({ outcome }) => outcome).toSorted(), ['broken', 'pass', 'pass'])
    t.match(
      cell?.rounds.find(({ again }) => again),
      { why: /the machine kept the testbed from running/ }
    )
    t.match(cell?.evidence.received[0], '500')
  }
)

t.test('of an interrupted matrix nothing is told that is not whole', async t => {
  const { complete } = await played([columnOf(reference)], ['ok', 'hang'], 1, new AbortController())
  t.same(complete, [])
})
