import t from 'tap'
import { httpProxyMiddleware } from '../../src/targets/node/http-proxy-middleware.js'

t.test('a line on an answer and a line on a failure are read', async t => {
  const read = httpProxyMiddleware.entries ?? (() => [])
  const failed = (code: string) =>
    `[HPM] Error occurred while proxying request 127.0.0.1:8080/b?c to http://127.0.0.1:9000/ [${code}] (https://nodejs.org/api/errors.html#errors_common_system_errors)`
  const [answered, refused, reset] = read([
    '[HPM] GET /a -> http://127.0.0.1:9000/a [200]',
    failed('ECONNREFUSED'),
    failed('ECONNRESET')
  ])
  t.match(answered, { level: 'info', method: 'GET', path: '/a', status: 200 })
  t.equal(answered?.phase, undefined, 'it came with the head')
  t.match(refused, {
    level: 'error',
    path: '/b?c',
    error: 'connection_refused',
    phase: 'connect',
    flag: 'ECONNREFUSED'
  })
  t.equal(reset?.error, undefined, 'its own limit says the same')
})
