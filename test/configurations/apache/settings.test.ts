import t from 'tap'
import type { Role, Setting } from '../../../src/configurations/configuration.js'
import { routeOf } from './texts.js'

t.test('without a word each setting is the default of Apache 2.4', async t => {
  const { settings } = routeOf('ProxyPass / http://app/')
  t.same(short(settings), {
    connect: 'Timeout 60 = 60000',
    read: 'Timeout 60 = 60000',
    keepalive: 'ttl none = Infinity',
    intercept: 'ProxyErrorOverride Off',
    'error-page': 'ErrorDocument none',
    'request-size': 'LimitRequestBody 1073741824',
    breaker: 'retry 60 = 60000',
    'head-size': 'responsefieldsize 8192',
    upgrade: 'upgrade does not pass',
    buffering: 'ProxyIOBufferSize 8192',
    resolver: 'addressttl none: looked up again when a connection fails'
  })
})

t.test('a word of the worker wins over ProxyTimeout, and that over Timeout', async t => {
  t.match(routeOf('Timeout 300\nProxyPass / http://app/').settings.read, { name: 'Timeout', milliseconds: 300_000 })
  const text = 'Timeout 300\nProxyTimeout 90\nProxyPass / http://app/'
  t.match(routeOf(text).settings.read, { name: 'ProxyTimeout', milliseconds: 90_000, place: { line: 4 } })
  const own = routeOf(`${text} timeout=5 connectiontimeout=300ms retry=0 ttl=4`).settings
  t.match(own, {
    read: { name: 'timeout', milliseconds: 5000 },
    connect: { name: 'connectiontimeout', milliseconds: 300 },
    breaker: { name: 'retry', milliseconds: 0 },
    keepalive: { name: 'ttl', milliseconds: 4000 }
  })
})

t.test('connections are kept by a worker of its own only, and by FastCGI when it is told to', async t => {
  const kept = (text: string) => routeOf(text).settings.keepalive
  t.match(kept('ProxyPass / http://app/ disablereuse=On'), { name: 'disablereuse', milliseconds: 0 })
  t.match(kept('SetEnv proxy-nokeepalive 1\nProxyPass / http://app/'), { name: 'SetEnv', milliseconds: 0 })
  t.match(kept('ProxyPass / fcgi://app/'), { name: 'enablereuse', value: 'Off', milliseconds: 0 })
  t.match(kept('ProxyPass / fcgi://app/ enablereuse=On'), { name: 'ttl', milliseconds: Number.POSITIVE_INFINITY })
  t.match(kept('RewriteEngine On\nRewriteRule ^/(.*) http://app/$1 [P]'), { milliseconds: 0 })
  const defined =
    '<Proxy http://app/>\nProxySet ttl=9\n</Proxy>\nRewriteEngine On\nRewriteRule ^/(.*) http://app/$1 [P]'
  t.match(kept(defined), { name: 'ttl', milliseconds: 9000, place: { line: 4 } })
})

t.test(
  'what FastCGI leaves incomplete is noticed when the connection of the client has been idle for too long',
  async t => {
    const { settings } = routeOf('ProxyTimeout 30\nProxyPass / fcgi://app/')
    t.match(settings.body, { name: 'ProxyTimeout and KeepAliveTimeout', value: '30 + 5', milliseconds: 35_000 })
    t.match(settings['head-size'], { value: '8192, built in' })
    t.equal(routeOf('KeepAlive Off\nProxyPass / fcgi://app/').settings.body, undefined)
  }
)

t.test('a balancer tries the other members, or as many as it is told', async t => {
  const balancer = (more: string) =>
    `<Proxy balancer://x>\nBalancerMember http://a timeout=7\nBalancerMember http://b\n${more}\n</Proxy>\nProxyPass / balancer://x/`
  const { settings } = routeOf(balancer(''))
  t.match(settings, { retry: { name: 'maxattempts', value: '1: the other members' }, read: { milliseconds: 7000 } })
  t.match(routeOf(balancer('ProxySet maxattempts=0')).settings.retry, { value: '0', place: { line: 6 } })
  const healthy = routeOf(balancer('ProxySet hcmethod=GET hcuri=/up hcinterval=5'))
  t.match(healthy.upstreams[0]?.health, { path: '/up', every: 5000 })
})

t.test('pages, replaced answers, sizes and upgrades have their places', async t => {
  const text = `ErrorDocument 502 /502.html
ErrorDocument 404 /404.html
ProxyErrorOverride On 502
LimitRequestBody 1000
ProxyPass / http://10.0.0.1/ responsefieldsize=32768 upgrade=websocket acquire=200`
  const { settings } = routeOf(text)
  t.match(settings, {
    'error-page': { value: '502 /502.html', place: { line: 3 } },
    intercept: { value: 'On 502', place: { line: 5 } },
    'request-size': { value: '1000', place: { line: 6 } },
    'head-size': { value: '32768', place: { line: 7 } },
    upgrade: { name: 'upgrade', value: 'passes: websocket', place: { line: 7 } },
    queue: { name: 'acquire', milliseconds: 200 }
  })
  t.equal(settings.resolver, undefined)
})

function short(settings: Readonly<Partial<Record<Role, Setting>>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(settings).map(([role, { name, value, milliseconds }]) => [
      role,
      `${name} ${value}${milliseconds === undefined ? '' : ` = ${milliseconds}`}`
    ])
  )
}
