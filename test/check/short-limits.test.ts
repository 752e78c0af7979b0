import t from 'tap'
import { FAILURES } from '../../src/check/failures.js'
import { paceOf } from '../../src/check/pace.js'
import type { Route } from '../../src/configurations/index.js'

const ROUTE: Route = {
  id: '/',
  host: 'localhost',
  path: '/',
  fields: [],
  listener: { host: '0.0.0.0', port: 80, tls: false, proxyProtocol: false, place: { file: 'nginx.conf', line: 1 } },
  upstreams: [],
  settings: {},
  place: { file: 'nginx.conf', line: 2 }
}

function paceAt(milliseconds: number, id: string) {
  const failure = FAILURES.find(each => each.id === id)
  if (failure === undefined) throw new Error(`there is no ${id}`)
  return paceOf({ ...ROUTE, settings: { read: { name: 'proxy_read_timeout', value: '', milliseconds } } }, failure)
}

t.test('a limit that is in question passes in about a second', async t => {
  for (const limit of [300, 5000, 60_000]) {
    const { speed } = paceAt(limit, 'hang')
    t.ok(limit / speed <= 1000, `${limit}`)
  }
})

t.test('a short limit that is not in question is not met because the machine is busy', async t => {
  t.equal(paceAt(60_000, 'ok').speed, 10)
  t.equal(paceAt(2400, 'ok').speed, 8)
  t.equal(paceAt(30, 'app-404').speed, 1)
  t.equal(paceAt(300, 'upload-not-read').speed, 1)
})
