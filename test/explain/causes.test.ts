import t from 'tap'
import { ERROR_TYPE_NAMES, isErrorType } from '../../src/core/error-types.js'
import { explain } from '../../src/explain/explanation.js'
import { CAUSE_IDS, CAUSES } from '../../src/logs/causes/index.js'
import { causeOfType } from '../../src/logs/types.js'
import { allScenarios, cardOf } from '../../src/scenario/index.js'

const library = new Map((await allScenarios()).map(scenario => [scenario.id, cardOf(scenario)]))

/** Scenarios that are named before they are written: the catalogue’s names. When one is there its line goes. */
const TO_COME = `
  app-500 app-502 app-503-maintenance app-504 bad-chunk bad-status-line big-header body-over-limit body-too-large
  broken-gzip circuit-open connection-limit dns-servfail dns-timeout dripping-body early-413
  extra-bytes gateway-answers gateway-broken gateway-misconfigured h2-goaway h2-refused-stream h2-required h2-reset
  host-lost length-and-chunked maintenance-flag many-headers negative-length no-healthy-upstream no-route-configured prohibited-address
  proxy-loop rate-limited rate-limited-at-gateway request-denied slow-upload socket-forbidden socket-missing stale-dns tls-alert
  tls-client-certificate tls-expired tls-hang tls-hangup tls-plaintext tls-self-signed tls-wrong-host truncated-chunks two-dead-upstreams
  two-lengths unasked-101 unknown-coding unknown-host upload-not-read upload-reset websocket-refused
`
  .trim()
  .split(/\s+/)

/** Causes that nothing can reproduce yet. */
const WITHOUT = CAUSE_IDS.filter(id => !CAUSES[id].scenarios.some(name => library.has(name)))

t.test('every scenario that a cause names exists, or is to come under that very name', async t => {
  for (const id of CAUSE_IDS) {
    const { scenarios, suspects = [] } = CAUSES[id]
    for (const name of [...scenarios, ...suspects.flatMap(suspect => suspect.scenarios)])
      t.ok(library.has(name) || TO_COME.includes(name), `${id} names ${name}`)
  }
})

t.test('the causes seen most often can be reproduced today', async t => {
  const common = [
    'refused',
    'connect-timeout',
    'closed-before-head',
    'reset-before-head',
    'worker-killed',
    'process-died',
    'read-timeout',
    'stalled-body',
    'total-timeout',
    'workers-busy',
    'bad-header',
    'not-http',
    'bad-answer',
    'cut-body',
    'bad-gateway',
    'unavailable',
    'gateway-timeout'
  ]
  t.same(
    common.filter(id => WITHOUT.includes(id as (typeof CAUSE_IDS)[number])),
    []
  )
})

t.test('each cause says what it means, what to check first, and has a type of the registry', async t => {
  for (const id of CAUSE_IDS) {
    const { type } = CAUSES[id]
    t.ok(type === 'none' || type === 'unknown' || isErrorType(type), `${id}: ${type}`)
    const told = explain({ product: 'x', cause: id, sure: 'says so', words: 'x' }, library)
    t.ok(told.check !== undefined && told.check.length > 20, `${id} has a check`)
    t.match(told.check ?? '', /`[^`]+`|Who |Which |Large uploads/, `${id} says what to type, or whom to ask`)
    t.ok(told.fix !== undefined || type === 'unknown', `${id} has a fix`)
    t.notMatch(`${told.check}${told.fix}`, /\bhere 1 s\b/, `${id} does not speak of its scenario`)
  }
})

t.test('each error type of RFC 9209 has its cause', async t => {
  for (const type of ERROR_TYPE_NAMES) t.ok(CAUSES[causeOfType(type)], type)
})

t.test('an address that a line has named stands in the commands', async t => {
  const told = explain(
    { product: 'x', cause: 'refused', sure: 'says so', words: 'x', upstream: '10.0.0.5:8080' },
    library
  )
  t.match(told.check, /ss -ltnp \| grep :8080/)
  t.notMatch(told.check, /9000/)
  const socket = explain({ product: 'x', cause: 'refused', sure: 'says so', words: 'x', upstream: 'app/s1' }, library)
  t.match(socket.check, /:9000/, 'what is no address changes nothing')
})

t.test('what a line speaks for is named first', async t => {
  const first = (finding: object) =>
    explain({ product: 'x', cause: 'closed-before-head', sure: 'says so', words: 'x', ...finding }, library).possible[0]
  t.match(first({ milliseconds: 30_040 }), { scenario: 'worker-timeout-kill', fits: true })
  t.match(first({ milliseconds: 2, method: 'POST' }), { scenario: 'keepalive-race-post', fits: true })
  t.match(first({ milliseconds: 1700, method: 'GET' }), { scenario: 'crash', fits: false })
})
