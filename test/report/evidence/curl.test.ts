import { execFile } from 'node:child_process'
import t from 'tap'
import type { Event } from '../../../src/core/events.js'
import { clientExhibits } from '../../../src/report/evidence/client.js'
import { Gathering, type Told } from '../../../src/report/told.js'
import { type Job, openSurroundings, playAll, serveUpstream } from '../../../src/runner/index.js'
import { allScenarios, planRun, type Scenario } from '../../../src/scenario/index.js'
import { direct } from '../../../src/targets/index.js'
import { whyMissing } from '../../needs.js'

const LIMIT = 600
const scenarios = await allScenarios()
const surroundings = openSurroundings({})

function planOf(name: string): Job['plan'] {
  const plan = planRun(scenarios.find(({ id }) => id === name) as Scenario, { speed: 5, limits: {} })
  return { ...plan, expected: { answers: [], run: {} }, client: { ...plan.client, patience: LIMIT } }
}

/** What is told of a client that asks the upstream itself. */
async function told(plan: Job['plan']): Promise<string> {
  const job = { plan, target: direct, found: { here: true, version: '' } as const, run: 'a' }
  const events: Event[] = []
  await playAll([job], 1, { surroundings, interrupted: new AbortController().signal }, event => events.push(event))
  const gathering = new Gathering(true)
  const run = events.map(event => gathering.take(event)).find(each => each !== undefined) as Told
  const [session] = clientExhibits(run, { host: '127.0.0.1', port: '80', limit: LIMIT, unreachable: '' })
  return session?.lines.join('\n') ?? ''
}

/** What the curl of this machine says of the same upstream. */
async function said(plan: Job['plan']): Promise<string> {
  const end = new AbortController()
  const address = deferred<string>()
  const serving = serveUpstream(
    plan,
    { host: '127.0.0.1', port: 0 },
    { surroundings, interrupted: end.signal },
    sight => {
      if (sight.side === 'upstream' && sight.what === 'listening') address.resolve(sight.address)
    }
  )
  const path = plan.requests[0]?.split(' ')[1] ?? '/'
  const args = ['-sSv', '--http1.1', '-m', String(LIMIT / 1000), `http://${await address.promise}${path}`]
  const words = await new Promise<string>(resolve => {
    execFile('curl', args, { encoding: 'latin1' }, (_error, _out, errors) => resolve(errors))
  })
  end.abort()
  await serving
  return words
}

function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => {}
  const promise = new Promise<T>(settle => {
    resolve = settle
  })
  return { promise, resolve }
}

/** The exit code of curl, and the lines of the head that it shows. */
function heard(text: string): { code: string; head: string[] } {
  return {
    code: /curl: \((\d+)\)/.exec(text)?.[1] ?? '0',
    head: [...text.matchAll(/^(?:[\d:.]{15} )?< ?(.*?)\r?$/gm)].map(([, line = '']) => line.trimEnd())
  }
}

const ENDINGS = [
  'bad-chunk',
  'two-lengths',
  'half-a-head',
  'bad-status-line',
  'truncated-body',
  'empty-reply',
  'reset-before-reply',
  'garbage',
  'hang',
  'stalled-head',
  'ok'
]

t.test(
  'what comes beyond the length that was announced is excess to curl, and no body',
  { skip: whyMissing('curl') },
  async t => {
    const excess = (text: string) => /Excess found .*/.exec(text)?.[0]
    const session = await told(planOf('extra-bytes'))
    t.match(excess(session), /^Excess found in a read: excess = \d+, size = 9, maxdownload = 9, bytecount = 0$/)
    t.equal(excess(session), excess(await said(planOf('extra-bytes'))))
    t.match(session, /\nfor alice\n200 /)
  }
)

t.test('curl says what is told of it', { skip: whyMissing('curl') }, async t => {
  for (const name of ENDINGS) {
    const plan = planOf(name)
    t.same(heard(await told(plan)), heard(await said(plan)), name)
  }
})
