import t from 'tap'
import type { Behaviour } from '../../../src/check/behaviour.js'
import { FINDERS, type Finding, findingsOf } from '../../../src/check/findings/index.js'
import type { Route } from '../../../src/configurations/configuration.js'
import { behaviour, byDefault, configuration, passed, route, written } from './sample.js'

/** One thing that is looked for: what proves it, and what comes near and is none. */
interface Case {
  readonly of?: Partial<Route>
  readonly product?: string
  readonly proof: readonly Behaviour[]
  readonly says: Partial<Finding>
  readonly miss: readonly Behaviour[]
  /** The route of the near miss, where that is what makes the difference. */
  readonly missOf?: Partial<Route>
}

const two = ['one', 'other'].map(host => ({
  name: `${host}:80`,
  host,
  port: 80,
  protocol: 'http' as const,
  place: route('/').place
}))
const read60 = byDefault('proxy_read_timeout', '60s', 60_000)
const connect60 = byDefault('proxy_connect_timeout', '60s', 60_000)
const total10 = written('proxy_next_upstream_timeout', '10s', 5, 10_000)

const CASES: Readonly<Record<string, Case>> = {
  'not-reached': {
    proof: [behaviour('ok', { status: 301 }), behaviour('hang', { status: 301 })],
    says: { severity: 'note', happened: 'ok: 301 by the gateway at once' },
    miss: [passed('ok', 301)]
  },
  'hides-the-cause': {
    of: { settings: { 'error-page': written('error_page', '502 504 = /index.html', 7) } },
    proof: [
      behaviour('refused', { status: 200, author: 'gateway' }),
      behaviour('hang', { status: 200, author: 'gateway', after: 60_200 }),
      behaviour('empty-reply', { status: 404 })
    ],
    says: {
      severity: 'danger',
      proof: 'refused',
      failures: ['refused', 'hang', 'empty-reply'],
      happened:
        'refused: 200 by the gateway at once; hang: 200 by the gateway after 60s; empty-reply: 404 by the gateway at once',
      because: written('error_page', '502 504 = /index.html', 7)
    },
    // A page that was kept from before is an answer of the application.
    miss: [behaviour('refused'), behaviour('hang', { status: 200, author: 'upstream' })]
  },
  'intercepts-the-application': {
    of: { settings: { intercept: written('proxy_intercept_errors', 'on', 9) } },
    proof: [
      behaviour('app-500', { status: 200, upstreamStatus: 500 }),
      behaviour('app-503-maintenance', { status: 503, upstreamStatus: 503 })
    ],
    says: {
      severity: 'danger',
      proof: 'app-500',
      happened:
        "app-500: the application's 500 becomes 200 by the gateway; " +
        "app-503-maintenance: the page of the gateway instead of the application's, Retry-After is lost",
      fix: 'proxy_intercept_errors off;'
    },
    miss: [passed('app-500', 500), passed('app-404', 404), passed('app-503-maintenance', 503, ['Retry-After', '120'])]
  },
  'sends-twice': {
    of: {
      settings: { 'retry-unsafe': written('proxy_next_upstream', 'error timeout non_idempotent', 31) },
      upstreams: two
    },
    proof: [behaviour('POST hang', { status: 504, attempts: 2, twice: true, after: 120_000 })],
    says: { severity: 'danger', happened: 'POST hang: it reached an upstream 2 times' },
    miss: [behaviour('hang', { status: 504, attempts: 2 }), behaviour('POST refused', { attempts: 2 })]
  },
  'cut-without-trace': {
    product: 'caddy',
    proof: [behaviour('truncated-chunks', { status: 200, got: 'made-whole', author: 'upstream' })],
    says: { severity: 'danger', happened: 'truncated-chunks: 200, incomplete but ended as if whole, at once' },
    miss: [behaviour('truncated-chunks', { status: 200, got: 'cut', author: 'upstream' })]
  },
  'raw-bytes': {
    proof: [behaviour('garbage', { status: null, got: 'no-http', author: 'upstream' })],
    says: { severity: 'note', happened: 'garbage: raw bytes at once' },
    miss: [behaviour('garbage')]
  },
  'keeps-waiting': {
    of: { settings: { read: written('proxy_read_timeout', '600s', 14, 600_000) } },
    proof: [
      behaviour('upload-not-read', { status: null, got: 'silence', after: null, author: 'nobody' }),
      behaviour('hang', { status: 504, after: 601_000, decidedBy: written('proxy_read_timeout', '600s', 14, 600_000) })
    ],
    says: {
      severity: 'danger',
      proof: 'hang',
      happened: 'hang: 504 after 10m; upload-not-read: no answer within 15m',
      because: written('proxy_read_timeout', '600s', 14, 600_000),
      fix: 'proxy_read_timeout 30s;'
    },
    // The upstream drips for so long, and all of it comes.
    miss: [behaviour('hang', { status: 504, after: 121_000 }), { ...passed('dripping-body'), after: 240_000 }]
  },
  'too-short': {
    product: 'haproxy',
    of: { settings: { read: written('timeout server', '30', 4, 30) } },
    proof: [passed('ok'), behaviour('hang', { status: 504, after: 420 })],
    says: { severity: 'danger', proof: 'hang', fix: 'timeout server 30s' },
    missOf: { settings: { read: written('timeout server', '300ms', 4, 300) } },
    miss: [behaviour('hang', { status: 504, after: 420 })]
  },
  'retries-multiply': {
    of: { settings: { read: read60, retry: byDefault('proxy_next_upstream', 'error timeout') }, upstreams: two },
    proof: [behaviour('hang', { status: 504, after: 120_400, attempts: 2 })],
    says: { severity: 'warning', happened: 'hang: 504 after 2m, 2 x proxy_read_timeout 60s' },
    miss: [behaviour('hang', { status: 504, after: 60_400, attempts: 2 })]
  },
  'small-head': {
    of: { settings: { 'head-size': byDefault('proxy_buffer_size', '4k|8k') } },
    proof: [behaviour('big-header')],
    says: { severity: 'warning', because: byDefault('proxy_buffer_size', '4k|8k') },
    miss: [passed('big-header')]
  },
  'keep-alive-longer': {
    of: { settings: { keepalive: byDefault('keepalive_timeout', '60s', 60_000) } },
    proof: [behaviour('keepalive-race-post'), behaviour('idle-timeout-mismatch', { status: null, got: 'nothing' })],
    says: {
      severity: 'warning',
      proof: 'idle-timeout-mismatch',
      failures: ['idle-timeout-mismatch', 'keepalive-race-post']
    },
    // The race can be lost by a gateway that closes first, too.
    miss: [behaviour('keepalive-race-post'), passed('idle-timeout-mismatch', 201)]
  },
  'one-refusal-takes-it-away': {
    product: 'apache',
    of: { settings: { breaker: byDefault('retry', '60', 60_000) } },
    proof: [behaviour('one-refusal', { status: 503 })],
    says: { severity: 'danger', happened: 'one-refusal: the next request, with the upstream back: 503' },
    miss: [behaviour('refused', { status: 503 }), passed('one-refusal')]
  },
  'no-upgrade': {
    of: { path: '/api/ws' },
    proof: [behaviour('websocket', { status: 426, author: 'upstream', upstreamStatus: 426 })],
    says: { severity: 'danger', happened: 'websocket: 426 at once' },
    miss: [passed('websocket', 101)]
  },
  'asks-the-name-once': {
    proof: [behaviour('moved', { status: 504, after: 60_000 })],
    says: { severity: 'warning', happened: 'moved: 504 after 60s' },
    miss: [passed('moved'), behaviour('moved', { unknown: 'its upstream has an address, and no name' })]
  },
  'ladder-connect': {
    of: { settings: { connect: connect60, read: written('proxy_read_timeout', '10s', 3, 10_000) } },
    proof: [
      behaviour('connect-timeout', { status: 504, after: 60_100 }),
      behaviour('hang', { status: 504, after: 10_050 })
    ],
    says: { severity: 'note', happened: 'connect-timeout: 504 after 60s; hang: 504 after 10s', because: connect60 },
    miss: [
      behaviour('connect-timeout', { status: 504, after: 60_900 }),
      behaviour('hang', { status: 504, after: 60_000 })
    ]
  },
  'ladder-total': {
    of: { settings: { read: read60, total: total10 }, upstreams: two },
    proof: [behaviour('hang', { status: 504, after: 60_000 })],
    says: {
      severity: 'warning',
      happened: 'hang: 504 after 60s, and 1 of 2 upstreams asked: a single try may take 60s',
      because: total10
    },
    missOf: { settings: { read: read60, total: total10 } },
    miss: [behaviour('hang', { status: 504, after: 60_000 })]
  },
  'ladder-edge': {
    of: { settings: { read: written('proxy_read_timeout', '90s', 3, 90_000) } },
    proof: [behaviour('hang', { status: 504, after: 90_100 })],
    says: { severity: 'note', happened: 'hang: 504 after 90s' },
    miss: [behaviour('hang', { status: 504, after: 60_900 })]
  },
  'status-misleads': {
    product: 'apache',
    proof: [behaviour('hang', { after: 60_000 })],
    says: { severity: 'note', happened: 'hang: 502 after 60s' },
    miss: [
      behaviour('hang', { status: 504, after: 60_000 }),
      behaviour('connect-timeout', { status: 503, after: 5000 })
    ]
  },
  'loses-the-refusal': {
    proof: [behaviour('early-413', { upstreamStatus: 413 })],
    says: { severity: 'note', happened: 'early-413: 502 at once' },
    miss: [passed('early-413', 413)]
  },
  'small-uploads': {
    of: { settings: { 'request-size': byDefault('client_max_body_size', '1m') } },
    proof: [behaviour('upload-not-read', { status: 413 })],
    says: { severity: 'note', because: byDefault('client_max_body_size', '1m') },
    miss: [behaviour('upload-not-read', { status: 504, after: 60_000 })]
  }
}

t.test('everything that is looked for has a proof and a near miss here', async t => {
  t.same(FINDERS.map(({ id }) => id).toSorted(), Object.keys(CASES).toSorted())
})

for (const [id, { of, product, proof, says, miss, missOf }] of Object.entries(CASES)) {
  const found = (seen: readonly Behaviour[], options?: Partial<Route>) =>
    findingsOf(configuration([route('/', options)], product), seen).filter(each => each.id === id)

  t.test(`${id} is found where it happened`, async t => {
    const [finding, ...others] = found(proof, of)
    t.match(finding, { routes: ['/'], proof: proof.length === 1 ? proof[0]?.failure : String, ...says })
    t.not(finding?.fix, '')
    t.same(others, [])
  })

  t.test(`${id} is not found where something else happened`, async t => t.same(found(miss, missOf ?? of), []))

  t.test(`${id} is not found where nothing is known`, async t => {
    t.same(
      found(
        proof.map(each => ({ ...each, unknown: 'the testbed failed' })),
        of
      ),
      []
    )
  })
}
