import t from 'tap'
import { inShort, readText } from './in-memory.js'

const DEFAULTS = 'defaults\n  mode http\n  timeout connect 5s\n  timeout client 30s\n  timeout server 30s\n'
const BACKENDS =
  'backend api\n  server a api:8080\nbackend web\n  server w web:3000\nbackend other\n  server o other:80\n'

/** What a frontend with these lines leads to. */
function routesOf(lines: readonly string[], rest = BACKENDS, others = {}): string[] {
  return inShort(readText(`${DEFAULTS}frontend www\n  ${lines.join('\n  ')}\n${rest}`, others))
}

t.test('one backend behind one port', async t => {
  t.same(routesOf(['bind *:80', 'default_backend web']), ['/: GET http://localhost:80/ -> web:3000'])
})

t.test('by path', async t => {
  t.same(routesOf(['bind :80', 'acl is_api path_beg -i /api', 'use_backend api if is_api', 'default_backend web']), [
    '/api: GET http://localhost:80/api -> api:8080',
    '/: GET http://localhost:80/ -> web:3000'
  ])
})

t.test('by host', async t => {
  const lines = ['bind :80', 'acl api hdr(host) -i api.example.com', 'acl web hdr_dom(host) -i shop.example.com']
  t.same(routesOf([...lines, 'use_backend api if api', 'use_backend web if web', 'default_backend other']), [
    'api.example.com/: GET http://api.example.com:80/ -> api:8080',
    'shop.example.com/: GET http://shop.example.com:80/ -> web:3000',
    '/: GET http://localhost:80/ -> other:80'
  ])
})

t.test('every way of matching has a request of its own', async t => {
  const conditions: [string, string][] = [
    ['{ path /health }', 'GET http://localhost:80/health'],
    ['{ path_end .php }', 'GET http://localhost:80/index.php'],
    ['{ path_end /login }', 'GET http://localhost:80/login'],
    ['{ path_sub api }', 'GET http://localhost:80/api'],
    ['{ path_dir v1 }', 'GET http://localhost:80/v1'],
    ['{ path_reg ^/v[0-9]+/users/?$ }', 'GET http://localhost:80/v0/users'],
    ['{ path_reg -i \\.(jpe?g|png)$ }', 'GET http://localhost:80/.jpg'],
    ['{ path -i -m beg /API }', 'GET http://localhost:80/API'],
    ['{ path_beg /api } { path_end .json }', 'GET http://localhost:80/api.json'],
    ['{ path_beg /api } !{ path_beg /api/ }', 'GET http://localhost:80/api'],
    ['{ hdr_beg(host) www. }', 'GET http://www.example.com:80/'],
    ['{ hdr_end(host) -i .example.org }', 'GET http://localhost.example.org:80/'],
    ['{ hdr_reg(host) ^(www\\.)?example\\.net$ }', 'GET http://example.net:80/'],
    ['{ req.hdr(host),field(1,:),lower example.com }', 'GET http://example.com:80/'],
    ['{ req.hdr(X-Version) -m beg 2 }', 'GET http://localhost:80/ [X-Version 2]'],
    [
      '{ hdr_cnt(upgrade) gt 0 }',
      'GET http://localhost:80/ [Connection Upgrade Upgrade websocket Sec-WebSocket-Version 13 Sec-WebSocket-Key Z2F0ZWNyYXNoIGNoZWNrIQ==]'
    ],
    [
      '{ hdr(Upgrade) -i WebSocket }',
      'GET http://localhost:80/ [Connection Upgrade Upgrade WebSocket Sec-WebSocket-Version 13 Sec-WebSocket-Key Z2F0ZWNyYXNoIGNoZWNrIQ==]'
    ],
    ['{ cook(beta) -m found }', 'GET http://localhost:80/ [Cookie beta=1]'],
    ['{ urlp(v) 2 }', 'GET http://localhost:80/?v=2'],
    ['{ path,word(1,/) admin }', 'GET http://localhost:80/admin'],
    ['METH_POST', 'POST http://localhost:80/'],
    ['{ method PUT DELETE }', 'PUT http://localhost:80/'],
    ['{ dst_port 80 }', 'GET http://localhost:80/'],
    ['{ hdr(host) a.example } or { hdr(host) b.example }', 'GET http://a.example:80/'],
    ['{ nbsrv(web) lt 1 } || { path_beg /old }', 'GET http://localhost:80/old']
  ]
  for (const [condition, asked] of conditions) {
    const [route = ''] = routesOf(['bind :80', `use_backend api if ${condition}`, 'default_backend web'])
    t.ok(route.includes(`: ${asked} -> api:8080`), `${condition}: ${route}`)
  }
})

t.test('unless is the other way round', async t => {
  t.same(routesOf(['bind :80', 'use_backend web unless { path_beg / } { hdr(host) a }', 'default_backend api']), [
    'backend web: GET http://localhost:80/ -> web:3000',
    '/: GET http://a:80/ -> api:8080'
  ])
})

t.test('ACLs of one name are alternatives, and lists in files are read', async t => {
  const lines = [
    'bind :80',
    'acl api path_beg -f /etc/haproxy/api.lst',
    'acl api path_beg /v2',
    'use_backend api if api',
    'default_backend web'
  ]
  t.same(
    routesOf(lines, BACKENDS, { '/site/api.lst': '# ours\n\n/rest\n' })[0],
    '/rest: GET http://localhost:80/rest -> api:8080'
  )
  t.same(routesOf(lines)[0], '/v2: GET http://localhost:80/v2 -> api:8080')
})

t.test('a backend that is found in a map, or computed', async t => {
  const map = { '/site/hosts.map': 'api.example.com api\nweb.example.com  web\n' }
  const use = 'use_backend %[req.hdr(host),lower,map_dom(/etc/haproxy/hosts.map,other)]'
  t.same(routesOf(['bind :80', use], BACKENDS, map), [
    'api.example.com/: GET http://api.example.com:80/ -> api:8080',
    'web.example.com/: GET http://web.example.com:80/ -> web:3000',
    '/: GET http://localhost:80/ -> other:80'
  ])
  t.same(routesOf(['bind :80', 'use_backend bk_%[path,word(1,/)]'], 'backend bk_shop\n  server s shop:80\n'), [
    '/shop: GET http://localhost:80/shop -> shop:80'
  ])
  const unknown = readText(`${DEFAULTS}frontend f\n  bind :80\n  use_backend %[lua.choose]\n${BACKENDS}`)
  t.match(
    unknown.remarks,
    [{ text: 'use_backend %[lua.choose]: where it leads is only known while HAProxy runs; not played' }, {}].slice(0, 1)
  )
})

t.test('a variable is what it was set to', async t => {
  const lines = [
    'bind :80',
    'http-request set-var(txn.host) req.hdr(host),lower',
    'use_backend api if { var(txn.host) -m end .api.example }'
  ]
  t.same(
    routesOf([...lines, 'default_backend web'])[0],
    'localhost.api.example/: GET http://localhost.api.example:80/ -> api:8080'
  )
})

t.test('a plain listener that only redirects is left for the one with TLS', async t => {
  for (const redirect of [
    'http-request redirect scheme https code 301 unless { ssl_fc }',
    'redirect scheme https if !{ ssl_fc }'
  ]) {
    t.same(routesOf(['bind :80', 'bind :443 ssl crt /etc/ssl/site.pem alpn h2', redirect, 'default_backend web']), [
      '/: GET https://localhost:443/ -> web:3000'
    ])
  }
  const apart = `${DEFAULTS}frontend plain\n bind :80\n redirect scheme https\nfrontend tls\n bind :443 ssl crt x.pem\n default_backend web\n${BACKENDS}`
  t.same(inShort(readText(apart)), ['/: GET https://localhost:443/ -> web:3000'])
  t.same(readText(apart).remarks, [])
})

t.test('what HAProxy answers itself is gone round', async t => {
  const denied = ['bind :80', 'monitor-uri /', 'http-request deny if { path_beg /gatecrash/ }', 'default_backend web']
  t.same(routesOf(denied), ['/gatecrash: GET http://localhost:80/gatecrash -> web:3000'])
  t.same(routesOf(['bind :80', 'http-request deny unless { hdr(host) shop.example }', 'default_backend web']), [
    '/: GET http://shop.example:80/ -> web:3000'
  ])
  t.same(routesOf(['bind :80', 'http-request deny if !{ req.hdr(x-token) -m str abc }', 'default_backend web']), [
    '/: GET http://localhost:80/ [x-token abc] -> web:3000'
  ])
  t.same(routesOf(['bind :80', 'http-request return status 200 if { path / }', 'default_backend web']), [
    '/gatecrash: GET http://localhost:80/gatecrash -> web:3000'
  ])
})

t.test('a password in plain text is given', async t => {
  const list = 'userlist ops\n  user ann insecure-password secret\n'
  t.same(
    routesOf(
      ['bind :80', 'http-request auth realm x unless { http_auth(ops) }', 'default_backend web'],
      list + BACKENDS
    ),
    [`/: GET http://localhost:80/ [Authorization Basic ${Buffer.from('ann:secret').toString('base64')}] -> web:3000`]
  )
})

t.test('a backend that nothing leads to is a remark', async t => {
  const text = `${DEFAULTS}frontend f\n  bind :80\n  use_backend api if { always_false }\n  default_backend web\n${BACKENDS}`
  t.match(readText(text).remarks, [
    { place: { line: 8 }, text: 'backend api: no request could be made up that leads there; not played' }
  ])
})

t.test('a condition that only a running HAProxy can tell is taken to be as it must, and told', async t => {
  const text = `${DEFAULTS}frontend f\n  bind :80\n  acl inside src 10.0.0.0/8\n  http-request deny if !inside\n  use_backend api if inside { path_beg /admin }\n  default_backend web\n${BACKENDS}`
  t.same(inShort(readText(text)), [
    '/admin: GET http://localhost:80/admin -> api:8080',
    '/: GET http://localhost:80/ -> web:3000'
  ])
  t.match(readText(text).remarks, [{ place: { line: 10 }, text: /whether src 10\.0\.0\.0\/8 holds is only known/ }])
})

t.test('listen sections, several of them', async t => {
  const text = `${DEFAULTS}listen a\n bind :8001\n server s a:80\nlisten b\n bind 127.0.0.1:8002 accept-proxy\n server s b:80\nlisten stats\n bind :9000\n stats enable\n stats uri /\n`
  const read = readText(text)
  t.same(inShort(read), [
    '/ on :8001: GET http://localhost:8001/ -> a:80',
    '/ on :8002: GET http://localhost:8002/ -> b:80'
  ])
  t.match(read.routes[1]?.listener, { host: '127.0.0.1', port: 8002, tls: false, proxyProtocol: true })
  t.same(read.remarks, [])
})

t.test('listeners that a plain client cannot ask are remarks', async t => {
  const lines = [
    'bind unix@/run/h.sock',
    'bind abns@x',
    'bind quic4@:443 ssl crt x',
    'bind :444 ssl crt x.pem ca-file ca.pem verify required',
    'bind 0.0.0.0:80,[::]:8080'
  ]
  const read = readText(`${DEFAULTS}frontend f\n  ${lines.join('\n  ')}\n  default_backend web\n${BACKENDS}`)
  t.same(inShort(read), ['/: GET http://localhost:80/ -> web:3000'])
  t.equal(read.remarks.length, 4)
})

t.test('bytes that are passed on are asked with HTTP, TLS that is passed on with TLS', async t => {
  const plain = readText('listen app\n bind :8080\n server a app:80\n')
  t.same(inShort(plain), ['/: GET http://localhost:8080/ -> app:80'])
  t.match(plain.remarks, [{ place: { line: 1 }, text: /mode tcp; HAProxy passes bytes/ }])
  const through = readText(
    'frontend t\n bind :443\n tcp-request inspect-delay 5s\n tcp-request content accept if { req_ssl_hello_type 1 }\n use_backend a if { req.ssl_sni -i a.example }\n default_backend b\nbackend a\n server a a:443\nbackend b\n server b b:443\n'
  )
  t.same(inShort(through), [
    'a.example/: GET https://a.example:443/ -> a:443',
    '/: GET https://localhost:443/ -> b:443'
  ])
  t.match(through.upstreams, [{ protocol: 'https' }, { protocol: 'https' }])
})

t.test('a name stays when other routes come and go', async t => {
  const one = 'use_backend api if { path_beg /api }'
  const two = 'use_backend other if { req.hdr(X-Canary) 1 }'
  const ids = (lines: string[]) =>
    routesOf(['bind :80', ...lines, 'default_backend web']).map(each => each.split(': ')[0])
  t.same(ids([one]), ['/api', '/'])
  t.same(ids([two, one]), ['backend other', '/api', '/'])
  t.same(ids([`${one} METH_GET`, `${one} METH_POST`, one.replace('api if', 'web if')]), [
    'GET /api',
    'POST /api',
    '/api',
    '/'
  ])
})
