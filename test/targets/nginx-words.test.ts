import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'
import type { GatewayWords } from '../../src/core/gateway-words.js'
import { targetNamed } from '../../src/targets/index.js'
import { nginxConfiguration } from '../../src/targets/nginx/configuration.js'

const nginx = targetNamed('nginx')
const found = await nginx.find()
const skip = found.here ? false : 'nginx is not installed'
const asRoot = process.getuid?.() === 0

function configuration(words: GatewayWords, servers = 2): string {
  const upstreams = Array.from({ length: servers }, (_, at) => ({ name: `${at}`, host: '127.0.0.1', port: 9000 + at }))
  return nginxConfiguration({ upstreams, words, host: '127.0.0.1', limits: {}, noticed: () => {} }, 8080, asRoot)
}

/** What is asked for, with how many servers, and a piece of what nginx is told. */
const SAID: readonly [string, GatewayWords, number, RegExp][] = [
  [
    'several servers, none of which is taken out',
    {},
    2,
    /server 127\.0\.0\.1:9000 max_fails=0;\n +server 127\.0\.0\.1:9001 max_fails=0;\n/
  ],
  ['least connections', { balance: 'least-connections' }, 2, / least_conn;\n/],
  ['the first one', { balance: 'first' }, 2, /:9000 max_fails=0;\n +server 127\.0\.0\.1:9001 max_fails=0 backup;/],
  ['a limit of connections', { limit: 3 }, 1, /:9000 max_fails=0 max_conns=3;/],
  ['a pool', { pool: { size: 5 } }, 1, / keepalive 5;/],
  ['a retry', { retry: 1 }, 2, / proxy_next_upstream_tries 2;/],
  ['a breaker', { breaker: { failures: 2, for: 3000 } }, 2, /:9000 max_fails=2 fail_timeout=3s;/],
  [
    'a rate',
    { rate: { requests: 3, per: 9000 } },
    1,
    /rate=20r\/m;\n +limit_req_status 429;[\s\S]* limit_req zone=clients burst=2 nodelay;/
  ],
  ['a rate without a burst', { rate: { requests: 1, per: 1000 } }, 1, / limit_req zone=clients;/],
  ['a time for requests', { request: 1500 }, 1, / client_body_timeout 1500ms;/],
  [
    'an answer of its own',
    { answer: { status: 503, 'retry-after': 60, body: 'a "b" \\' } },
    1,
    /location \/ \{\n +add_header Retry-After 60 always;\n +return 503 "a \\"b\\" \\\\";\n/
  ],
  [
    'one but for a path',
    { answer: { status: 503, except: '/x{1}' } },
    1,
    /location \/ \{\n +return 503;\n +\}\n +location "\/x\{1\}" \{\n +proxy_pass/
  ],
  [
    'one for a path',
    { answer: { status: 503, path: '/shop' } },
    1,
    /location \/shop \{\n +return 503;\n +\}\n +location \/ \{\n +proxy_pass/
  ]
]

for (const [title, words, servers, expected] of SAID) {
  t.test(`nginx is told of ${title}, and takes it`, async t => {
    t.same(nginx.cannotSay({ words, upstreams: servers, marks: [], limits: {} }), [])
    const text = configuration(words, servers)
    t.match(text, expected)
    if (skip !== false || !found.here) return
    const folder = t.testdir()
    await writeFile(join(folder, 'nginx.conf'), text)
    const args = ['-t', '-e', 'stderr', '-p', folder, '-c', 'nginx.conf']
    const { stderr } = await promisify(execFile)(found.program ?? 'nginx', args)
    t.match(stderr, 'test is successful')
  })
}

t.test('what nginx has no directive for is named', async t => {
  const UNSAID: readonly [GatewayWords, number, RegExp][] = [
    [{ health: { path: '/', every: 100 } }, 2, /^health$/],
    [{ balance: 'first' }, 3, /more than two servers/],
    [{ retry: 1 }, 1, /more often than there are other servers/],
    [{ breaker: { failures: 1, for: 1000 } }, 1, /a single server/],
    [{ breaker: { failures: 1, for: 500 } }, 2, /whole seconds/],
    [{ rate: { requests: 1, per: 7000 } }, 1, /whole requests a minute/],
    [{ request: 100 }, 1, /under 400 ms/],
    [{ answer: { status: 503, body: '$x' } }, 1, /with \$ in it/]
  ]
  for (const [words, upstreams, expected] of UNSAID) {
    t.match(nginx.cannotSay({ words, upstreams, marks: [], limits: {} }), [expected])
  }
  t.same(nginx.cannotSay({ words: {}, upstreams: 2, marks: ['a-down'], limits: {} }), ['the mark a-down'])
})
