import t from 'tap'
import type { Configuration } from '../../../src/configurations/configuration.js'
import { readText } from './in-memory.js'

/** What a listen section on port 8080 with these lines is read as. */
function read(...lines: readonly string[]): Configuration {
  return readText(`defaults\n mode http\nlisten l\n bind :8080\n ${lines.join('\n ')}\n`)
}

t.test('servers in all their forms', async t => {
  const { upstreams, routes } = read(
    'server a 10.0.0.1:80',
    'server b app',
    'server c app:+100',
    'server d unix@/run/app.sock',
    'server e [::1]:9000 ssl verify none',
    'server f grpc:50051 proto h2',
    'server g php:9000 proto fcgi',
    'server h sick:80 disabled',
    'server i :3000'
  )
  t.match(upstreams, [
    { name: '10.0.0.1:80', host: '10.0.0.1', port: 80, protocol: 'http', place: { line: 5 } },
    { name: 'app:8080', host: 'app', port: 8080 },
    { name: 'app:8180', port: 8180 },
    { name: 'unix:/run/app.sock', host: '', port: 0, socket: '/run/app.sock' },
    { name: '[::1]:9000', protocol: 'https' },
    { name: 'grpc:50051', protocol: 'grpc' },
    { name: 'php:9000', protocol: 'fastcgi' },
    { name: '127.0.0.1:3000', host: '127.0.0.1', port: 3000 }
  ])
  t.equal(routes[0]?.upstreams.length, 8)
})

t.test('a template is as many servers as it makes, at one address', async t => {
  const { upstreams, routes, resolvers } = readText(
    'resolvers docker\n nameserver dns 127.0.0.11:53\n parse-resolv-conf\ndefaults\n mode http\nlisten l\n bind :80\n server-template web 3 web:8080 check resolvers docker init-addr none\n server-template x 2-3 x:80\n'
  )
  t.equal(routes[0]?.upstreams.length, 5)
  t.same(
    upstreams.map(({ name }) => name),
    ['web:8080', 'x:80']
  )
  t.same(resolvers, [{ host: '127.0.0.11', port: 53 }])
})

t.test('health is asked as the section says', async t => {
  const health = (...lines: string[]) => read(...lines).upstreams[0]?.health
  t.same(health('server a app:80'), undefined)
  t.same(health('server a app:80 check'), { every: 2000 })
  t.same(health('option httpchk', 'server a app:80 check inter 5s'), { path: '/', every: 5000 })
  t.same(health('option httpchk /up', 'server a app:80 check inter 500'), { path: '/up', every: 500 })
  t.same(health('option httpchk HEAD /up HTTP/1.1\\r\\nHost:\\ a', 'server a app:80 check'), {
    path: '/up',
    every: 2000
  })
  t.same(
    health('option httpchk', 'http-check send meth GET uri /h ver HTTP/1.1', 'default-server check', 'server a app:80'),
    {
      path: '/h',
      every: 2000
    }
  )
})

t.test('health that is asked at another port is a place of its own', async t => {
  const { upstreams } = read(
    'option httpchk GET /up',
    'server a app:80 check port 8081',
    'server b app:81 check addr 10.0.0.9'
  )
  t.match(upstreams.slice(2), [{ name: 'app:8081', port: 8081, health: { path: '/up' } }])
  t.equal(upstreams.length, 3)
})

t.test('a health check that asks for more than a fake upstream can say is told', async t => {
  const refused = [
    'option redis-check',
    'option httpchk\n http-check expect string OK',
    'option httpchk\n http-check expect status 204'
  ]
  for (const lines of refused) {
    const { routes, remarks } = read(lines, 'server a app:80 check')
    t.same(routes, [])
    t.match(remarks, [
      { text: /^backend l: its health check \(.*\) asks for more than a fake upstream can say; not played$/ }
    ])
  }
  for (const lines of ['http-check expect status 200-399', 'http-check expect rstatus ^[23]']) {
    t.equal(read('option httpchk', lines, 'server a app:80 check').routes.length, 1)
  }
})

t.test('what cannot be played of a server is told with its line', async t => {
  const { remarks } = read(
    'server a app:80 send-proxy-v2',
    'server b app:443 ssl ca-file /etc/ssl/ca.pem',
    'server c *:0',
    'server d abns@x',
    'server e app:80 socks4 10.0.0.1:1080',
    'server f app:443 ssl verify none',
    'server g _http._tcp.app.service.consul resolvers consul'
  )
  t.match(remarks, [
    { place: { line: 5 }, text: /^server a: send-proxy-v2 puts a PROXY head/ },
    {
      place: { line: 6 },
      text: 'server b: its certificate must be signed by /etc/ssl/ca.pem, which that of the fake upstream may not be'
    },
    { place: { line: 7 }, text: /^server c: the address is that which the client asked for/ },
    { place: { line: 8 }, text: /^server d: abns@x can only be reached/ },
    { place: { line: 9 }, text: /^server e: goes by way of the proxy 10\.0\.0\.1:1080/ },
    { place: { line: 11 }, text: /^server g: _http\._tcp\.app\.service\.consul is a service of DNS/ }
  ])
  t.equal(remarks.length, 6)
})
