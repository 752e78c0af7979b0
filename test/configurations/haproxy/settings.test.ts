import t from 'tap'
import type { Configuration, Route } from '../../../src/configurations/configuration.js'
import { readText } from './in-memory.js'

const FILE = '/site/haproxy.cfg'

/** The settings of the first route of a configuration. */
function settingsOf(text: string): Route['settings'] {
  return (readText(text).routes[0] as Configuration['routes'][number]).settings
}

/** A frontend and a backend with these lines, and defaults above them. */
function between(defaults: string, frontend: string, backend: string, server = 'server a app:8080'): Route['settings'] {
  return settingsOf(
    `defaults\n mode http\n${defaults}\nfrontend f\n bind :80\n${frontend}\n default_backend b\nbackend b\n${backend}\n ${server}\n`
  )
}

t.test('a limit is that of the backend, else that of its defaults, with the line', async t => {
  const settings = between(' timeout connect 5s\n timeout server 30s', '', ' timeout server 2m')
  t.same(settings.connect, { name: 'timeout connect', value: '5s', milliseconds: 5000, place: { file: FILE, line: 3 } })
  t.match(settings.read, { name: 'timeout server', value: '2m', milliseconds: 120_000, place: { line: 10 } })
  t.same([settings.body, settings.write], [settings.read, settings.read])
  t.equal(settings.total, undefined)
})

t.test('a number without a unit is milliseconds, as written', async t => {
  t.match(between(' timeout server 30', '', '').read, { value: '30', milliseconds: 30 })
})

t.test('HAProxy has no limits of its own', async t => {
  const settings = between('', '', '')
  t.same(settings.read, { name: 'timeout server', value: 'none', milliseconds: Number.POSITIVE_INFINITY })
  t.same(settings.connect, { name: 'timeout connect', value: 'none', milliseconds: Number.POSITIVE_INFINITY })
  t.match(between(' timeout server 0', '', '').read, { value: '0', milliseconds: Number.POSITIVE_INFINITY })
})

t.test('named defaults hold for those that name them, the last ones for all others', async t => {
  const text = `defaults a
 mode http
 timeout server 1s
defaults b from a
 timeout connect 2s
frontend f from b
 bind :80
 use_backend x if { path_beg /x }
 default_backend y
backend x from a
 server s x:80
backend y
 server s y:80
`
  const [x, y] = readText(text).routes
  t.match(x?.settings, { read: { milliseconds: 1000 }, connect: { value: 'none' } })
  t.match(y?.settings, {
    read: { milliseconds: 1000, place: { line: 3 } },
    connect: { milliseconds: 2000, place: { line: 5 } }
  })
})

t.test('anonymous defaults begin anew', async t => {
  const text = 'defaults\n mode http\n timeout server 1s\ndefaults\n mode http\nlisten l\n bind :80\n server s x:80\n'
  t.match(settingsOf(text).read, { value: 'none' })
})

t.test('a rule that sets a limit for some requests holds for them', async t => {
  const rule = ' http-request set-timeout server 5m if { path_beg /reports }'
  t.match(between(' timeout server 5s', '', rule).read, { name: 'timeout server', value: '5s' })
  const text = `defaults\n mode http\n timeout server 5s\nlisten l\n bind :80\n${rule}\n http-request deny unless { path_beg /reports }\n server s x:80\n`
  t.match(settingsOf(text).read, {
    name: 'http-request set-timeout server',
    value: '5m',
    milliseconds: 300_000,
    place: { line: 6 }
  })
})

t.test('the queue has the limit of connecting, a tunnel that of silence, unless they have their own', async t => {
  const plain = between(' timeout connect 5s\n timeout server 30s', '', '')
  t.match(plain, {
    queue: { name: 'timeout connect', milliseconds: 5000 },
    upgrade: { name: 'timeout server', milliseconds: 30_000 }
  })
  const own = between(' timeout queue 10s\n timeout tunnel 1h', '', '')
  t.match(own, { queue: { name: 'timeout queue' }, upgrade: { name: 'timeout tunnel', milliseconds: 3_600_000 } })
  t.match(between('', ' http-request del-header Upgrade', '').upgrade, {
    name: 'http-request del-header',
    value: 'Upgrade'
  })
})

t.test('bytes that are passed on have the limit of a tunnel', async t => {
  const text = 'listen l\n bind :80\n timeout server 5s\n timeout tunnel 1h\n server s x:80\n'
  t.match(settingsOf(text), { read: { name: 'timeout tunnel' }, 'error-page': undefined, keepalive: undefined })
})

t.test('what is tried again, and whether that holds for a POST', async t => {
  t.match(between('', '', ''), {
    retry: { name: 'retries', value: '3' },
    'retry-unsafe': { name: 'retry-on', value: 'conn-failure' }
  })
  const all = between(' retries 1\n retry-on all-retryable-errors', '', '')
  t.match(all, {
    retry: { name: 'retries', value: '1', place: { line: 3 } },
    'retry-unsafe': { name: 'retry-on', value: 'all-retryable-errors', place: { line: 4 } }
  })
  const never = between(' retry-on 503', '', ' http-request disable-l7-retry if METH_POST')
  t.match(never['retry-unsafe'], { name: 'http-request disable-l7-retry', value: 'if METH_POST' })
  t.match(between(' retry-on 503', '', ' http-request disable-l7-retry if METH_GET')['retry-unsafe'], {
    name: 'retry-on'
  })
})

t.test('how long a connection is kept unused', async t => {
  t.same(between('', '', '').keepalive, { name: 'pool-purge-delay', value: '5s', milliseconds: 5000 })
  t.match(between('', '', '', 'server a app:80 pool-purge-delay 1m').keepalive, {
    value: '1m',
    milliseconds: 60_000,
    place: { line: 10 }
  })
  t.match(between(' option http-server-close', '', '').keepalive, { name: 'option http-server-close', milliseconds: 0 })
  t.match(
    between(' option http-server-close', ' no option http-server-close', ' no option http-server-close').keepalive,
    {
      name: 'pool-purge-delay'
    }
  )
  t.match(between('', ' timeout http-keep-alive 2s', ' http-reuse never').keepalive, {
    name: 'http-reuse',
    value: 'never',
    milliseconds: 2000
  })
})

t.test('for how long a server that failed is left alone', async t => {
  t.same(between('', '', '').breaker, { name: 'check', value: 'off', milliseconds: 0 })
  t.match(between('', '', '', 'server a app:80 check').breaker, { value: 'inter 2s fall 3 rise 2', milliseconds: 4000 })
  t.match(between('', '', ' default-server inter 5s rise 1', 'server a app:80 check fall 2').breaker, {
    value: 'inter 5s fall 2 rise 1',
    milliseconds: 5000
  })
  t.match(between('', '', '', 'server a app:80 check downinter 10s observe layer7').breaker, {
    value: 'inter 2s fall 3 rise 2 observe layer7 error-limit 10',
    milliseconds: 12_000
  })
  t.match(between('', '', ' default-server check', 'server a app:80 no-check').breaker, { value: 'off' })
})

t.test('the pages of HAProxy and those that replace the application’s', async t => {
  t.same(between('', '', '')['error-page'], { name: 'errorfile', value: 'none' })
  t.match(between(' errorfile 503 /a.http\n errorfile 504 /b.http\n errorfile 400 /c.http', '', '')['error-page'], {
    name: 'errorfile',
    value: '503 /a.http, 504 /b.http',
    place: { line: 3 }
  })
  t.match(between('', ' http-error status 503 content-type text/plain string sorry', '')['error-page'], {
    name: 'http-error'
  })
  t.same(between('', '', '').intercept, { name: 'http-response return', value: 'none' })
  t.match(between('', '', ' http-response return status 503 if { status 500:599 }').intercept, {
    name: 'http-response return',
    value: 'status 503 if { status 500:599 }',
    place: { line: 9 }
  })
  t.match(between('', '', ' acl bad status 502\n http-response set-status 503 if bad').intercept, {
    name: 'http-response set-status'
  })
})

t.test('a set of pages counts when it has one for an error of an upstream', async t => {
  const text = (status: number) =>
    `http-errors site\n errorfile ${status} /x.http\ndefaults\n mode http\n errorfiles site\nlisten l\n bind :80\n server a app:80\n`
  t.match(settingsOf(text(503))['error-page'], { name: 'errorfiles', value: 'site', place: { line: 5 } })
  t.match(settingsOf(text(404))['error-page'], { name: 'errorfile', value: 'none' })
})

t.test('sizes, names and what is kept in memory', async t => {
  const plain = between('', '', '')
  t.match(plain, {
    'head-size': { name: 'tune.bufsize', value: '16384' },
    buffering: { value: 'off' },
    resolver: {
      name: 'resolvers',
      value: 'none: names are looked up once, at start',
      milliseconds: Number.POSITIVE_INFINITY
    }
  })
  const text =
    'global\n tune.bufsize 65536\nresolvers r\n timeout resolve 10s\ndefaults\n mode http\n option http-buffer-request\nlisten l\n bind :80\n server a app:80 resolvers r\n'
  t.match(settingsOf(text), {
    'head-size': { value: '65536', place: { line: 2 } },
    buffering: { value: 'on', place: { line: 7 } },
    resolver: { name: 'timeout resolve', value: '10s', milliseconds: 10_000 }
  })
  t.equal(between('', '', '', 'server a 10.0.0.1:80').resolver, undefined)
})
