import t from 'tap'
import { itselfAt, throughItself } from '../../src/check/through-itself.js'
import type { ConfiguredUpstream, Route } from '../../src/configurations/configuration.js'
import { configuration, FILE, route } from './findings/sample.js'

const place = { file: FILE, line: 1 }

function upstream(host: string, port: number): ConfiguredUpstream {
  return { name: `${host}:${port}`, host, port, protocol: 'http', place }
}

function on(port: number, ...upstreams: readonly ConfiguredUpstream[]): Route {
  return route(`/${port}`, {
    listener: { host: '0.0.0.0', port, tls: false, proxyProtocol: false, place },
    upstreams
  })
}

const everywhere = (port: number) => ({ host: '0.0.0.0', port, everywhere: true })

t.test('a server that asks another one of the same gateway fails with what stands behind that', async t => {
  const isItself = itselfAt([everywhere(80), everywhere(8080)], { localhost: '127.0.0.1', app: '198.18.0.1' })
  const routes = [on(80, upstream('localhost', 8080)), on(8080, upstream('app', 8080))]
  const all = { ...configuration(routes), upstreams: routes.flatMap(({ upstreams }) => upstreams) }
  const through = throughItself(all, isItself)
  t.match(through.routes, [{ upstreams: [{ host: 'app' }] }, { upstreams: [{ host: 'app' }] }])
  t.match(through.upstreams, [{ host: 'app' }])
  t.equal(through.upstreams.length, 1)
})

t.test('one that asks itself has nobody behind it', async t => {
  const isItself = itselfAt([{ host: '127.0.0.1', port: 80, everywhere: false }], {})
  const { routes } = throughItself(configuration([on(80, upstream('127.0.0.1', 80))]), isItself)
  t.same(routes[0]?.upstreams, [])
})

t.test('the same port at another address is somebody else', async t => {
  const isItself = itselfAt([everywhere(80), { host: '10.0.0.1', port: 81, everywhere: false }], {})
  t.notOk(isItself(upstream('10.0.0.2', 80)))
  t.notOk(isItself(upstream('127.0.0.1', 81)))
  t.ok(isItself(upstream('10.0.0.1', 81)))
  t.ok(isItself(upstream('::1', 80)))
})
