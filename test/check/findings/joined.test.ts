import t from 'tap'
import { findingsOf } from '../../../src/check/findings/index.js'
import { behaviour, configuration, passed, route, written } from './sample.js'

const page = (line: number) => ({ 'error-page': written('error_page', '502 = /index.html', line) })

t.test('routes with the same trouble are told once, with every place where its reason stands', async t => {
  const routes = [
    route('/a', { settings: page(7) }),
    route('/b', { settings: page(19) }),
    route('/c', { settings: page(7) })
  ]
  const seen = routes.map(({ id }) => behaviour('refused', { route: id, status: 200 }))
  const findings = findingsOf(configuration(routes), seen)
  t.equal(findings.length, 1)
  t.match(findings[0], { routes: ['/a', '/b', '/c'], because: written('error_page', '502 = /index.html', 7) })
  t.same(
    findings[0]?.places.map(({ line }) => line),
    [7, 19]
  )
})

t.test('what was seen is told route by route where it is not the same', async t => {
  const routes = [route('/a'), route('/b')]
  const seen = [behaviour('big-header', { route: '/a' }), behaviour('big-header', { route: '/b', status: 500 })]
  t.match(findingsOf(configuration(routes), seen), [
    { routes: ['/a', '/b'], happened: 'big-header: 502 at once (/a); big-header: 500 at once (/b)' }
  ])
})

t.test('the same trouble for another reason is another finding', async t => {
  const other = { 'error-page': written('error_page', '502 =200 @sorry', 8) }
  const routes = [route('/a', { settings: page(7) }), route('/b', { settings: other })]
  const findings = findingsOf(
    configuration(routes),
    routes.map(({ id }) => behaviour('refused', { route: id, status: 200 }))
  )
  t.same(
    findings.map(each => each.routes),
    [['/a'], ['/b']]
  )
})

t.test('the worst comes first', async t => {
  const seen = [
    behaviour('big-header'),
    behaviour('websocket', { status: 400 }),
    behaviour('POST hang', { status: 504, twice: true, attempts: 2 })
  ]
  t.same(
    findingsOf(configuration([route('/')]), seen).map(each => each.severity),
    ['danger', 'warning', 'note']
  )
})

t.test('of a route that never leads to the application nothing else is said', async t => {
  const seen = [
    behaviour('ok', { status: 301 }),
    behaviour('hang', { status: 301 }),
    behaviour('refused', { status: 301 })
  ]
  t.same(
    findingsOf(configuration([route('/')]), seen).map(({ id }) => id),
    ['not-reached']
  )
})

t.test('of a sound route nothing is said', async t => {
  const seen = [
    passed('ok'),
    behaviour('refused'),
    behaviour('hang', { status: 504, after: 30_000 }),
    behaviour('truncated-body', { status: 200, got: 'cut', author: 'upstream' }),
    passed('app-503-maintenance', 503, ['Retry-After', '120']),
    passed('big-header')
  ]
  t.same(findingsOf(configuration([route('/')]), seen), [])
})

t.test('a route that speaks FastCGI gets the words of FastCGI', async t => {
  const upstreams = route('/').upstreams.map(each => ({ ...each, protocol: 'fastcgi' as const }))
  const [finding] = findingsOf(configuration([route('/', { upstreams })]), [behaviour('big-header')])
  t.equal(finding?.fix, 'fastcgi_buffer_size 32k;\nfastcgi_buffers 8 32k;')
})

t.test('no remark stands behind a directive of Apache httpd, which has none there', async t => {
  const seen = [
    behaviour('one-refusal', { status: 503 }),
    behaviour('refused', { status: 200 }),
    behaviour('idle-timeout-mismatch'),
    behaviour('early-413'),
    behaviour('upload-not-read', { status: 413 })
  ]
  const fixes = findingsOf(configuration([route('/')], 'apache'), seen).flatMap(({ fix }) => fix.split('\n'))
  t.ok(fixes.length > 5)
  t.same(
    fixes.filter(each => /^[^#].*#/.test(each)),
    []
  )
})

t.test('nobody is told that a WebSocket cannot be opened over FastCGI', async t => {
  const upstreams = route('/').upstreams.map(each => ({ ...each, protocol: 'fastcgi' as const }))
  t.same(findingsOf(configuration([route('/', { upstreams })]), [behaviour('websocket', { status: 200 })]), [])
})
