import t from 'tap'
import { servingReport } from '../../../src/report/index.js'
import type { Out } from '../../../src/report/report.js'
import type { Serving } from '../../../src/report/serving/page.js'
import { golden } from '../golden.js'
import { pageOf } from '../page.js'
import { card } from '../streams/run.js'

const NOON = () => new Date(2026, 0, 1, 12, 0, 5)

const SERVING: Serving = {
  card: card({
    id: 'slow-db',
    title: 'A query without an index outlives the read timeout',
    answer: '504',
    lesson: {
      symptom: 'One route answers 504, always after the same time: the read timeout of the gateway.',
      check: 'Past the gateway: `curl http://127.0.0.1:9000/reports/42`, and `ss -tnp | grep PID`.',
      noticed: 'A monitor that asks this route.',
      fix: 'Add the index.',
      trap: 'Raising the timeout.'
    }
  }),
  remedy: null,
  speed: 2,
  target: 'the reference gateway 0.1.0',
  limits: { connect: 150, read: 500 },
  requests: [
    {
      index: 0,
      label: 'GET /reports/42',
      method: 'GET',
      path: '/reports/42',
      version: '1.1',
      fields: [],
      body: null,
      connection: 'new',
      beside: false
    }
  ],
  gateway: { host: '127.0.0.1', port: 41_000, pids: [4700] },
  upstreams: [{ name: 'upstream', host: '127.0.0.1', port: 42_000, pids: [4711] }],
  psql: "PGOPTIONS=-csearch_path=gatecrash_1 psql 'postgresql:///postgres?host=/tmp/gatecrash-db-1&user=gatecrash'",
  again: 'npx gatecrash upstream slow-db --port 42000',
  supervised: false
}

function told(options: Partial<Out>, serving = SERVING): string {
  const { out, text } = pageOf(options)
  const report = servingReport(out, NOON)
  report.ready(serving)
  const raw = '{"level":50}'
  const common = { raw, method: 'GET', path: '/reports/42' }
  report.logged({ ...common, level: 'info', message: 'GET /reports/42 200', status: 200, timings: { end: 12 } })
  const message = 'read timeout after 1000 ms waiting for the head'
  report.logged({
    ...common,
    level: 'error',
    message,
    error: 'connection_read_timeout',
    status: 504,
    timings: { end: 1003 }
  })
  report.logged({ ...common, path: '/\x1b[31m', level: 'error', message: 'bytes without a head' })
  report.logged({ raw: 'x', level: 'error', message: 'open() failed' })
  report.died('upstream', 4711, 'SIGKILL')
  report.started('upstream', 4712)
  report.wrote('upstream', 'worker pool is full')
  report.gatewayDied('SIGSEGV')
  return text()
}

for (const columns of [80, 120]) {
  t.test(`what is kept up, and what happens to it, is laid out for ${columns} columns`, async t => {
    const text = told({ columns })
    t.equal(text, golden(`serving-${columns}.txt`, text))
    const wide = text.split('\n').filter(row => row.length > columns && !row.includes('psql'))
    t.same(wide, [], 'no row is wider than the page, but for a command that must stay whole')
  })
}

t.test('no control sequence of a request reaches the terminal', async t => {
  t.notOk(told({}).includes(String.fromCharCode(27)))
  t.match(told({ unicode: false }), /^[\n -~]*$/)
})

t.test('colour adds nothing but colour', async t => {
  const painted = told({ colour: true })
  const bare = painted.split(new RegExp(`${String.fromCharCode(27)}\\[\\d+m`)).join('')
  t.equal(bare.replace(/ +$/gm, ''), told({}).replace(/ +$/gm, ''))
})

t.test('where a supervisor restarts it, nobody needs to be told how', async t => {
  t.notMatch(told({}, { ...SERVING, supervised: true }), /another terminal/)
})

t.test('with several upstreams no address of the lesson can be replaced', async t => {
  const [upstream] = SERVING.upstreams
  if (upstream === undefined) throw new Error('there is one')
  const text = told({}, { ...SERVING, upstreams: [upstream, { ...upstream, name: 'spare', port: 43_000 }] })
  t.match(text, /spare +http:\/\/127\.0\.0\.1:43000/)
  t.match(text, /curl http:\/\/127\.0\.0\.1:9000/)
})

t.test('what happens before everything is up is told below the page', async t => {
  const { out, text } = pageOf()
  const report = servingReport(out, NOON)
  report.died('upstream', 4711, 'exit code 1')
  t.equal(text(), '')
  report.ready(SERVING)
  t.match(text(), /Ctrl-C ends all of it\.\n\n12:00:05 {2}upstream: process 4711 has died \(exit code 1\)\n/)
})

t.test('of a remedy it is told what it changes and where it leads', async t => {
  const remedies = [{ name: 'add-the-index', trap: false, says: 'With an index.', leadsTo: '200' }]
  const text = told({}, { ...SERVING, remedy: 'add-the-index', card: { ...SERVING.card, remedies } })
  t.match(text, /^slow-db \+ add-the-index {3}With an index\./)
  t.match(text, /expect +200\n/)
})
