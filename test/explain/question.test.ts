import t from 'tap'
import { limitsAt, multiplesAt } from '../../src/explain/limits/index.js'
import { understood } from '../../src/explain/question.js'
import { durationIn } from '../../src/logs/duration.js'

/** What is typed, and the causes that it leads to. */
const FLAGS: readonly (readonly [string, readonly string[]])[] = [
  ['504', ['gateway-timeout']],
  ['HTTP/1.1 502 Bad Gateway', ['bad-gateway']],
  ['499', ['client-gone']],
  ['521', ['refused']],
  ['561', ['denied']],
  ['connection_refused', ['refused']],
  ['http_response_timeout', ['total-timeout']],
  ['gatecrash; error=tls_certificate_error', ['tls-certificate']],
  ['sH--', ['read-timeout']],
  ['SC', ['connect-failed']],
  ['PR--', ['denied']],
  ['sQ', ['connection-limit']],
  ['UF', ['connect-failed']],
  ['URX,UF', ['connect-failed']],
  ['UH', ['no-healthy-upstream']],
  ['UpstreamRequestTimeout', ['read-timeout']],
  // One word, two products: both are told.
  ['LR', ['bad-gateway', 'local-answer']],
  ['H12', ['read-timeout']],
  ['ECONNREFUSED', ['refused']],
  ['econnreset', ['reset-before-head']],
  ['UND_ERR_HEADERS_TIMEOUT', ['read-timeout']],
  ['111', ['refused']],
  ['errno 104', ['reset-before-head']],
  ['curl 52', ['closed-before-head']],
  ['curl: (7)', ['refused']],
  ['backend_timeout', ['read-timeout']],
  ['read-timeout', ['read-timeout']]
]

for (const [typed, causes] of FLAGS) {
  t.test(`${typed} is understood`, async t => {
    const question = understood(typed)
    t.same(question !== undefined && 'findings' in question ? question.findings.map(({ cause }) => cause) : [], causes)
  })
}

t.test('what nobody has said is not understood', async t => {
  for (const typed of ['', 'xyzzy', '700', 'hello world', '17', '5 apples', '----'])
    t.equal(understood(typed), undefined, typed)
})

t.test('durations are read as people and logs write them', async t => {
  const known = {
    '29s': 29_000,
    '29.003 s': 29_003,
    '29003ms': 29_003,
    '1m': 60_000,
    '1m30s': 90_000,
    '60 seconds': 60_000,
    '2 min': 120_000
  }
  for (const [text, milliseconds] of Object.entries(known)) t.equal(durationIn(text), milliseconds, text)
  for (const text of ['s', '1x', '10', 'ms5', '1s ago']) t.equal(durationIn(text), undefined, text)
})

t.test('a duration names whose limit it is, a little late and never early', async t => {
  const whose = (milliseconds: number) => limitsAt(milliseconds).map(({ who }) => who)
  t.match(whose(29_000), ['AWS API Gateway (REST)'])
  t.match(whose(29_003), ['AWS API Gateway (REST)'])
  t.ok(whose(60_001).includes('nginx'))
  t.ok(whose(60_001).includes('AWS ALB'))
  t.same(whose(59_900), [])
  t.same(whose(62_000), [])
  t.ok(whose(30_000).includes('gunicorn'))
  t.ok(whose(100_000).includes('Cloudflare'))
  t.ok(whose(15_000).includes('Envoy'))
})

t.test('several servers, one after the other, take a multiple of the limit', async t => {
  t.match(multiplesAt(120_003), [{ times: 2, limit: { who: 'nginx', milliseconds: 60_000 } }])
})
