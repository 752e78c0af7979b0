import t from 'tap'
import { commandLine } from '../../src/targets/reference-command.js'

t.test('the command says every word, each as its option', async t => {
  const words = {
    upstreams: ['a', 'b'],
    balance: 'first' as const,
    pool: { size: 2 },
    limit: 3,
    retry: 1,
    health: { path: '/health', every: 2000, fall: 2 },
    breaker: { failures: 3, for: 500 },
    answer: { status: 503, 'retry-after': 60, body: "it's late", path: '/a', except: '/a/b' },
    rate: { requests: 3, per: 9000 },
    request: 1500
  }
  const upstreams = ['http://127.0.0.1:1', 'http://127.0.0.1:2']
  t.equal(
    commandLine(upstreams, { read: 1000, write: undefined as unknown as number }, words),
    'gatecrash gateway --upstream http://127.0.0.1:1 --upstream http://127.0.0.1:2 --read-timeout 1s --balance first ' +
      '--pool 2 --limit 3 --retry 1 --health-path /health --health-every 2s --health-fall 2 --breaker-failures 3 ' +
      "--breaker-for 500ms --answer 503 --answer-retry-after 60 --answer-body 'it'\\''s late' --answer-path /a " +
      '--answer-except /a/b --rate 3 --rate-per 9s --request-timeout 1.5s'
  )
})
