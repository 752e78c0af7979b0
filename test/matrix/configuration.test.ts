import t from 'tap'
import type { Fact } from '../../src/core/events.js'
import { hashOf, withoutAddresses } from '../../src/matrix/configuration.js'

function listening(host: string, port: number, upstream: string, folder: string): Fact {
  const [upstreamHost, upstreamPort] = upstream.split(':')
  const configuration = `pid ${folder}/x.pid;\nlisten ${host}:${port};\nserver ${upstream};\n.host = "${upstreamHost}"; .port = "${upstreamPort}";`
  const sight = { side: 'gateway', what: 'listening', address: `${host}:${port}`, upstreams: [upstream] } as const
  return { event: 'fact', run: 'ok', at: 1, ...sight, upstreams: [upstream], configuration }
}

t.test('a configuration is shown with the same addresses and the same folder in every run', async t => {
  const one = listening('127.70.1.2', 40_001, '127.80.3.4:40002', '/tmp/gatecrash-nginx-0a1b2c3d')
  const other = listening('127.90.9.9', 50_505, '127.99.8.7:50506', '/var/tmp/gatecrash-nginx-99887766')
  const shown = withoutAddresses([one])
  t.equal(
    shown,
    'pid /tmp/gatecrash-nginx/x.pid;\nlisten 127.0.0.1:8080;\nserver 127.0.0.1:9000;\n.host = "127.0.0.1"; .port = "9000";'
  )
  t.equal(withoutAddresses([other]), shown)
  t.match(hashOf(shown), /^[\da-f]{12}$/)
  t.not(hashOf(`${shown} `), hashOf(shown))
})

t.test('a gateway that never listened has none', async t => {
  t.equal(withoutAddresses([]), '')
})
