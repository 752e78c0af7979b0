import t from 'tap'
import { type MatrixTold, matrixReport } from '../../src/report/index.js'
import { golden } from './golden.js'
import { pageOf } from './page.js'

const good = (text: string) => ({ text, outcome: 'pass', same: true }) as const

const TOLD: MatrixTold = {
  targets: ['reference', 'nginx', 'nginx-1.29.3', 'haproxy', 'apache', 'caddy', 'trafficserver'],
  rows: [
    { scenario: 'ok', cells: ['200', '200', '200', '200', '200', '200', '200'].map(good) },
    {
      scenario: 'truncated-chunks',
      cells: [
        good('200 cut'),
        good('200 cut'),
        good('200 cut'),
        good('200 cut'),
        { text: '200 cut', outcome: 'pass', same: false },
        { text: '200 made-whole', outcome: 'differs', same: true },
        { text: 'nothing', outcome: 'fail', same: true }
      ]
    },
    {
      scenario: 'no-healthy-upstream',
      cells: [
        good('503'),
        { text: '', outcome: 'skipped', same: true },
        undefined,
        good('503'),
        { text: '', outcome: 'broken', same: true },
        { text: '200 502 503 no-http cut', outcome: 'differs', same: false },
        good('503')
      ]
    }
  ],
  remarks: [
    {
      title: 'truncated-chunks on trafficserver',
      outcome: 'fail',
      says: ['status: expected 200, found no status, the connection was closed'],
      command: 'npx gatecrash run truncated-chunks --target trafficserver'
    }
  ],
  missing: [{ name: 'envoy', why: 'envoy is not installed', install: 'sudo tools/install-programs envoy' }],
  again: 2,
  files: ['results/nginx.json', 'results/index.html']
}

for (const columns of [60, 80, 120]) {
  t.test(`a matrix is laid out for ${columns} columns, in blocks of as many gateways as fit`, async t => {
    const { out } = pageOf({ columns })
    const text = matrixReport(TOLD, out)
    t.equal(text, golden(`matrix-${columns}.txt`, text))
    t.ok(text.split('\n').every(line => line.length <= columns))
  })
}

t.test('a terminal without UTF-8 gets ASCII and nothing else', async t => {
  t.match(matrixReport(TOLD, pageOf({ unicode: false }).out), /^[\n -~]*$/)
})

t.test('only what can be seen is in the legend', async t => {
  const told = { ...TOLD, rows: TOLD.rows.slice(0, 1), remarks: [], missing: [], again: 0, files: [] }
  t.notMatch(matrixReport(told, pageOf().out), /differs|skipped|broken|same/)
})
