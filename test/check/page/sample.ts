import type { Behaviour, Failure } from '../../../src/check/behaviour.js'
import { findingsOf } from '../../../src/check/findings/index.js'
import type { CheckResult } from '../../../src/check/page/result.js'
import type { Route, Setting } from '../../../src/configurations/configuration.js'
import { behaviour, byDefault, configuration, passed, route } from '../findings/sample.js'

const ROOT = '/srv/shop/nginx'
const place = (line: number, file = 'nginx.conf') => ({ file: `${ROOT}/${file}`, line })

const connect = byDefault('proxy_connect_timeout', '60s', 60_000)
const read = byDefault('proxy_read_timeout', '60s', 60_000)
const send = byDefault('proxy_send_timeout', '60s', 60_000)
const long: Setting = { name: 'proxy_read_timeout', value: '300s', milliseconds: 300_000, place: place(41) }
const page: Setting = { name: 'error_page', value: '502 503 504 =200 /index.html', place: place(18) }
const twice: Setting = {
  name: 'proxy_next_upstream',
  value: 'error timeout non_idempotent',
  place: place(9, 'conf.d/api.conf')
}
const common = {
  connect,
  read,
  write: send,
  'head-size': byDefault('proxy_buffer_size', '4k|8k'),
  intercept: byDefault('proxy_intercept_errors', 'off')
}

const upstream = (name: string) => ({
  name,
  host: name.split(':')[0] ?? '',
  port: 8080,
  protocol: 'http' as const,
  place: place(3)
})

/** A shop: two routes that are alike, and one that waits long and hides what fails. */
export const ROUTES: readonly Route[] = [
  route('/api', {
    upstreams: [upstream('api-1:8080'), upstream('api-2:8080')],
    settings: { ...common, retry: twice, 'retry-unsafe': twice },
    place: place(12, 'conf.d/api.conf')
  }),
  route('/admin', {
    upstreams: [upstream('api-1:8080'), upstream('api-2:8080')],
    settings: { ...common, retry: twice, 'retry-unsafe': twice },
    place: place(20, 'conf.d/api.conf')
  }),
  route('/reports', {
    upstreams: [upstream('reports:8080')],
    settings: { ...common, read: long, 'error-page': page },
    place: place(38)
  })
]

/** What nginx does when nothing is set: every failure of the library, on a route with one upstream. */
function usual(limit: Setting): Behaviour[] {
  const milliseconds = limit.milliseconds ?? 0
  const gaveUp = { status: 504, after: milliseconds + 310, decidedBy: limit }
  return [
    passed('ok'),
    behaviour('refused', { attempts: 0 }),
    behaviour('POST refused', { attempts: 0 }),
    behaviour('connect-timeout', { status: 504, after: 60_400, attempts: 0, decidedBy: connect }),
    behaviour('hang', gaveUp),
    behaviour('POST hang', gaveUp),
    behaviour('empty-reply'),
    behaviour('POST empty-reply'),
    behaviour('reset-before-reply'),
    behaviour('POST reset-before-reply'),
    behaviour('garbage', { status: null, got: 'no-http', author: 'upstream' }),
    behaviour('malformed-headers'),
    behaviour('half-a-head'),
    behaviour('big-header', { upstreamStatus: 200 }),
    behaviour('stalled-head', gaveUp),
    behaviour('dripping-head', gaveUp),
    { ...passed('truncated-body'), got: 'cut' },
    { ...passed('truncated-chunks'), got: 'cut' },
    { ...passed('stalled-body'), got: 'cut', after: milliseconds + 150, decidedBy: limit },
    { ...passed('dripping-body'), after: milliseconds * 4 },
    passed('app-404', 404),
    passed('app-500', 500),
    passed('app-502', 502),
    passed('app-503-maintenance', 503, ['Retry-After', '120']),
    passed('rate-limited', 429, ['Retry-After', '5']),
    behaviour('upload-not-read', { status: 504, after: 60_200, decidedBy: send }),
    passed('early-413', 413),
    passed('keepalive-race-get'),
    behaviour('keepalive-race-post', { unknown: 'the gateway keeps no connections to the upstream' }),
    behaviour('idle-timeout-mismatch', { unknown: 'the gateway keeps no connections to the upstream' }),
    passed('one-refusal'),
    behaviour('websocket', { status: 426, author: 'upstream', upstreamStatus: 426 }),
    behaviour('moved', { status: 504, after: 60_100, decidedBy: connect })
  ]
}

function twoUpstreams(each: Behaviour): Behaviour {
  if (each.failure === 'POST hang') return { ...each, after: 120_500, attempts: 2, twice: true }
  if (/^POST (empty|reset)/.test(each.failure)) return { ...each, attempts: 2, twice: true }
  return /^(hang|stalled-head|dripping-head)$/.test(each.failure) ? { ...each, after: 120_300, attempts: 2 } : each
}

function hidden(each: Behaviour): Behaviour {
  return each.author === 'gateway' && each.status !== null && each.status >= 502 ? { ...each, status: 200 } : each
}

const behaviours: readonly Behaviour[] = [
  ...usual(read).map(each => ({ ...twoUpstreams(each), route: '/api' })),
  ...usual(read).map(each => ({ ...twoUpstreams(each), route: '/admin' })),
  ...usual(long).map(each => ({ ...hidden(each), route: '/reports' }))
]

/** A few words for each are enough here. */
const FAILURES = usual(read).map(({ failure }): Failure => {
  const [scenario = '', method = 'GET'] = failure.split(' ').toReversed()
  return { id: failure, scenario, method, says: `what ${scenario} means, in words` }
})

const files = ['nginx.conf', 'conf.d/api.conf', 'mime.types'].map(name => ({ path: `${ROOT}/${name}`, text: '' }))
const checked = { ...configuration(ROUTES), files }

/** A check of it, with a broken rule and a change. */
export const RESULT: CheckResult = {
  configuration: checked,
  version: '1.22.1',
  how: {
    sandbox: 'in a private network, with private mounts and processes',
    clock: 'its clock made fast by libfaketime',
    speed: '60 times as fast as production'
  },
  provided: [
    { path: '/etc/letsencrypt/live/shop.example.com/fullchain.pem', why: 'a certificate of our own' },
    { path: '/etc/letsencrypt/live/shop.example.com/privkey.pem', why: 'a certificate of our own' },
    { path: '/var/www/shop', why: 'an empty folder' }
  ],
  failures: FAILURES,
  behaviours,
  findings: findingsOf(checked, behaviours),
  broken: [
    {
      rule: 'a POST is never sent twice',
      place: place(12, 'gatecrash.yaml'),
      route: '/api',
      failure: 'POST hang',
      expected: 'it reaches an upstream once',
      found: 'it reached an upstream 2 times'
    },
    {
      rule: 'every failure answers within 2m',
      place: place(9, 'gatecrash.yaml'),
      route: '/reports',
      failure: 'hang',
      expected: 'an answer within 2m',
      found: '200 after 5m'
    }
  ],
  changes: ['/reports on hang: 504 after 60s -> 200 by the gateway after 5m'],
  took: 21_400
}

/** One in which nothing is to be said. */
export const SOUND: CheckResult = {
  ...RESULT,
  configuration: { ...checked, routes: ROUTES.slice(0, 1) },
  provided: [],
  behaviours: [passed('ok'), behaviour('refused'), behaviour('hang', { status: 504, after: 30_000 })].map(each => ({
    ...each,
    route: '/api'
  })),
  findings: [],
  broken: [],
  changes: []
}
