import t from 'tap'
import type { Behaviour } from '../../../src/check/behaviour.js'
import { judgeRules, readRules, toldBreach, toldBroken } from '../../../src/check/rules/index.js'
import { behaviour, error, limit } from '../behaviours.js'

const PAGES: Readonly<Record<string, string>> = { 'errors/50x.html': '<html><h1>We are sorry</h1></html>\n' }

function judge(rules: string, behaviours: readonly Behaviour[], head = '') {
  const source = `configuration: nginx.conf\n${head}rules:\n${rules}\n`
  const [check] = readRules('gatecrash.yaml', source).checks
  return judgeRules(check as NonNullable<typeof check>, behaviours, path => PAGES[path])
}

function breaches(rules: string, ...behaviours: Behaviour[]): string[] {
  return judge(rules, behaviours).broken.map(toldBreach)
}

const hang = (seconds: number, said: Partial<Behaviour> = {}) =>
  error(504, { failure: 'hang', after: seconds * 1000 + 12, decidedBy: limit(seconds * 1000), ...said })

t.test('a broken rule is told with its place, in a sentence that one can read', async t => {
  const { broken } = judge('  - never silence\n  - every failure answers within 30s', [hang(60)])
  t.same(broken, [
    {
      rule: 'every failure answers within 30s',
      place: { file: 'gatecrash.yaml', line: 4, column: 5 },
      route: '/api',
      failure: 'hang',
      expected: 'an answer within 30s',
      found: '504 after 60s'
    }
  ])
  t.same(broken.map(toldBreach), ['/api on hang: expected an answer within 30s, found 504 after 60s'])
})

t.test('several of one rule stand under it, and those that are alike in one line', async t => {
  const found = ['hang', 'POST hang'].map(failure => hang(60, { failure }))
  const { broken } = judge('  - answers within: 30s\n  - never: 504', [...found, hang(90, { route: '/b' })])
  t.same(toldBroken(broken), [
    'gatecrash.yaml:3: answers within: 30s',
    '  /api on hang, POST hang: expected an answer within 30s, found 504 after 60s',
    '  /b on hang: expected an answer within 30s, found 504 after 90s',
    'gatecrash.yaml:4: never: 504',
    '  /api on hang, POST hang: expected anything but 504, found 504 after 60s',
    '  /b on hang: expected anything but 504, found 504 after 90s'
  ])
})

t.test('a limit holds for what a setting says, and allows a measurement to be inexact', async t => {
  const rule = '  - every failure answers within 60s'
  t.same(breaches(rule, hang(60), error(504, { after: 62_000 })), [])
  t.equal(breaches(rule, hang(61)).length, 1)
  t.equal(breaches(rule, error(504, { after: 64_000 })).length, 1)
  t.same(breaches(rule, behaviour({ status: null, got: 'nothing', after: 10 })), [
    '/api on ok: expected an answer within 60s, found closed without an answer'
  ])
})

t.test('what has no end breaks a limit as far as the client was patient; else nobody knows', async t => {
  const endless = behaviour({ got: 'silence', after: null, patience: 120_000 })
  t.same(breaches('  - answers within: 1m', endless), [
    '/api on ok: expected an answer within 60s, found 200 without an end for 2m'
  ])
  const { broken, judged, unknown } = judge('  - answers within: 5m', [endless, behaviour()])
  t.same([broken, judged, unknown], [[], 1, 1])
})

t.test('the narrower rule takes the place of the wider one, wherever it stands; of equals the later one', async t => {
  const reports = hang(240, { route: '/reports' })
  const general = '  - every failure answers within 30s\n'
  const own = '  - /reports may take 5m and nothing else\n'
  for (const rules of [general + own, own + general]) {
    t.same(breaches(rules, reports), [])
    t.equal(breaches(rules, hang(240)).length, 1)
  }
  t.equal(breaches(`${general}${own}  - /rep* may take 1m`, reports).length, 0, 'a name is narrower than a pattern')
  t.equal(breaches(`${general}${own}  - /reports may take 1m`, reports).length, 1)
  t.equal(breaches(`${general}${own}  - /reports may take 1m on hang`, reports).length, 1)
  t.equal(breaches(`${general}  - { route: /reports, on: 5xx, answers within: 5m }`, reports).length, 0)
})

t.test('rules that go together all hold', async t => {
  const found = hang(1, { fields: ['retry-after', '3'] })
  t.equal(
    breaches('  - never: 504\n  - { route: /api, never: cut }\n  - { on: 504, has: [Retry-After, X] }', found).length,
    2
  )
})

t.test('a rule is about the routes, failures and answers that it names, and no exceptions', async t => {
  const about = (scope: string, said: Partial<Behaviour>) =>
    breaches(`  - { ${scope}, never: 5xx }`, error(502, said)).length
  t.equal(about('route: /api/*', { route: '/api/a/b' }), 1)
  t.equal(about('route: /api/*', { route: '/api' }), 0)
  t.equal(about('route: [/a, /b]', { route: '/b' }), 1)
  t.equal(about('on failure: POST *', { failure: 'POST hang' }), 1)
  t.equal(about('on failure: POST *', { failure: 'hang' }), 0)
  t.equal(about('on: [500, 502]', {}), 1)
  t.equal(about('on: 503', {}), 0)
  t.equal(about('except: hang', { failure: 'hang' }), 0)
  t.equal(about('except: hang', { failure: 'POST hang' }), 1)
  t.equal(about('except: /a*', { route: '/a' }), 0)
  t.equal(about('except: "~ *.php$"', { route: '~ \\.php$' }), 0)
  t.same(breaches('  - { route: /b, rule: "hang gets 502, except /api" }', hang(1)), [])
})

const ASKED: readonly (readonly [rule: string, holds: Behaviour, breaks: Behaviour, told: string])[] = [
  ['hang gets 504', hang(1), error(502, { failure: 'hang' }), 'expected 504, found 502'],
  [
    'never a 200 for an incomplete body',
    behaviour({ got: 'cut' }),
    behaviour({ got: 'made-whole' }),
    'found 200 cut without a trace'
  ],
  [
    'a POST is never sent twice',
    behaviour({ attempts: 2 }),
    behaviour({ attempts: 2, twice: true }),
    'found 200, sent 2 times'
  ],
  [
    'nothing is sent more than 2 times',
    behaviour({ attempts: 2 }),
    behaviour({ attempts: 3 }),
    'found 200, sent 3 times'
  ],
  [
    'every failure gets an answer',
    error(502),
    behaviour({ status: null, got: 'reset' }),
    'expected an answer, found reset'
  ],
  ['never reset', error(502), behaviour({ got: 'reset' }), 'expected anything but reset, found 200 reset'],
  [
    "the application's own errors are passed on",
    error(404, { upstreamStatus: 404, author: 'upstream' }),
    error(404, { upstreamStatus: 404 }),
    "expected the application's own 404"
  ],
  [
    "the application's own errors are passed on",
    error(502),
    error(404, { upstreamStatus: 500, author: 'nobody' }),
    "instead of the application's 500"
  ],
  [
    'a 503 has retry-after',
    error(503, { fields: ['Retry-After', '1'] }),
    error(503),
    'expected the field retry-after, found 503 without it'
  ],
  [
    'a 502 shows errors/50x.html',
    error(502, { page: '<html><h1>We are' }),
    error(502, { page: '<html>nginx' }),
    'expected the page errors/50x.html, found 502: "<html>nginx"'
  ],
  ['a 502 shows errors/50x.html', behaviour(), error(502, { page: '' }), 'found 502, an empty page'],
  ['a 502 shows none.html', behaviour(), error(502), 'found no file none.html to compare with'],
  [
    'page contains: sorry',
    error(502, { page: 'so sorry!' }),
    error(502, { page: 'bad' }),
    'expected a page that contains "sorry", found 502: "bad"'
  ],
  [
    'the upstream is asked again after a refusal',
    behaviour({ failure: 'one-refusal' }),
    error(502, { failure: 'one-refusal' }),
    'expected 2xx, found 502'
  ],
  [
    'an upstream that moved is found',
    behaviour({ failure: 'moved' }),
    error(504, { failure: 'moved' }),
    'expected 2xx, found 504'
  ],
  [
    '/api takes WebSockets',
    behaviour({ failure: 'websocket', status: 101, upstreamStatus: 101 }),
    behaviour({ failure: 'websocket', status: 426, upstreamStatus: 426 }),
    'expected 101, found 426'
  ]
]

for (const [rule, holds, breaks, told] of ASKED) {
  t.test(`what "${rule}" asks (${told})`, async t => {
    t.same(breaches(`  - ${rule}`, holds), [])
    const found = breaches(`  - ${rule}`, breaks)
    t.equal(found.length, 1)
    t.match(found[0], told)
  })
}

t.test('only what a check is about is judged; what is unknown is counted', async t => {
  const found = [hang(60), hang(60, { route: '/b' }), hang(60, { unknown: 'broken' }), behaviour()]
  const { broken, judged, unknown } = judge('  - answers within: 5s', found, 'routes: [/a*]\nfailures: [h?ng]\n')
  t.same([broken.length, judged, unknown], [1, 1, 1])
})

t.test('a rule that is about nothing that was played is told to be idle', async t => {
  const { idle } = judge('  - /raports may take 5m\n  - a 503 has Retry-After\n  - moved gets 200', [hang(1)])
  t.same(
    idle.map(({ written }) => written),
    ['/raports may take 5m', 'moved gets 200']
  )
})
