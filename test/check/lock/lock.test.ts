import t from 'tap'
import { cellsOf, readLock, writeLock } from '../../../src/check/lock/index.js'
import { Trouble } from '../../../src/core/errors.js'
import { anyBehaviour, behaviour, error, limit, numbers } from '../behaviours.js'

const AS_LOCK = { product: 'nginx', version: '1.22.1', configuration: './nginx.conf' }

t.test('a lock file reads well: one line a cell, in the order of the failures', async t => {
  const slow = { after: 60_010, decidedBy: limit(60_000) }
  const text = writeLock({
    ...AS_LOCK,
    hash: 'sha256:0123',
    behaviours: [
      error(504, { failure: 'POST hang', attempts: 2, ...slow }),
      error(502, { failure: 'refused' }),
      behaviour({ failure: 'stalled-body', got: 'cut', ...slow }),
      behaviour(),
      behaviour({ failure: 'websocket', unknown: 'no GET\nleads here' }),
      behaviour({ route: '*.example.com/' })
    ]
  })
  t.equal(
    text,
    `# What nginx.conf answers when an upstream fails. Written by \`gatecrash check --update\`; review it like code.
gatecrash: 1
product: nginx
recorded with: 1.22.1
configuration: ./nginx.conf
hash: "sha256:0123"
routes:
  /api:
    ok: 200
    refused: 502
    POST hang: 504 after 60s, sent 2 times
    stalled-body: 200 cut after 60s
    websocket: unknown # no GET leads here
  "*.example.com/":
    ok: 200
`
  )
})

t.test('what was written is read as it was', async t => {
  const next = numbers(3)
  for (let count = 0; count < 300; count++) {
    const behaviours = Array.from({ length: 6 }, () => anyBehaviour(next))
    const { cells, ...rest } = readLock('a.lock', writeLock({ ...AS_LOCK, behaviours }))
    t.same(rest, AS_LOCK)
    const byName = (all: typeof cells) =>
      all.map(({ unknown: _, ...cell }) => [`${cell.route} ${cell.failure}`, cell] as const)
    t.same(Object.fromEntries(byName(cells)), Object.fromEntries(byName(cellsOf(behaviours))))
  }
  t.same(readLock('a.lock', writeLock({ ...AS_LOCK, behaviours: [] })).cells, [])
})

t.test('what stays the same keeps its words when it is written anew', async t => {
  const first = writeLock({
    ...AS_LOCK,
    behaviours: [error(504, { after: 67_000 }), error(502, { failure: 'refused' })]
  })
  const now = [error(504, { after: 69_000 }), error(503, { failure: 'refused' })]
  const second = writeLock({ ...AS_LOCK, behaviours: now }, readLock('a.lock', first))
  t.match(first, 'ok: 504 after about 67s')
  t.equal(second, first.replace('refused: 502', 'refused: 503'))
})

const HEAD = 'product: nginx\nrecorded with: 1.22.1\nconfiguration: nginx.conf\n'

const WRONG: readonly (readonly [what: string, source: string, told: RegExp])[] = [
  ['of a newer Gatecrash', 'gatecrash: 2\nroutez: {}\n', /^a\.lock:1:12: expected 1, the form .* knows\n {2}found 2\n/],
  ['with words that are none', `gatecrash: 1\n${HEAD}routes:\n  /a:\n    ok: 200 cu\n`, /^a\.lock:7:9: .*\n.*"200 cu"/],
  ['with a merge that is not done', `gatecrash: 1\n${HEAD}<<<<<<< HEAD\n`, /^a\.lock:5:1: /],
  [
    'with a route twice',
    `gatecrash: 1\n${HEAD}routes:\n  /a: {ok: 200}\n  /a: {ok: 200}\n`,
    /^a\.lock:7:3: .*each key once/
  ],
  ['that is no lock file', 'nothing\n', /^a\.lock:1:1: expected a lock file\n/],
  ['without a product', 'gatecrash: 1\n', /expected product: .*\n {2}found no product/]
]

for (const [what, source, told] of WRONG) {
  t.test(`a lock file ${what} is told with its place`, async t => {
    t.throws(() => readLock('a.lock', source), { code: 'bad-config', message: told })
    t.throws(() => readLock('a.lock', source), Trouble)
  })
}
