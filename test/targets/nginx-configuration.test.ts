import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'
import type { Limits } from '../../src/core/limits.js'
import { targetNamed } from '../../src/targets/index.js'
import { nginxConfiguration } from '../../src/targets/nginx/configuration.js'

const nginx = targetNamed('nginx')
const found = await nginx.find()
const skip = found.here ? false : 'nginx is not installed'

function configuration(limits: Limits, host = '127.0.0.1', asRoot = false): string {
  return nginxConfiguration(
    { upstreams: [{ name: 'a', host, port: 9000 }], words: {}, host, limits, noticed: () => {} },
    8080,
    asRoot
  )
}

t.test('limits become the words of nginx, in whole milliseconds', async t => {
  const text = configuration({ connect: 300, read: 33.4, write: 2000, keepalive: 500 })
  for (const line of ['proxy_connect_timeout 300ms', 'proxy_read_timeout 34ms', 'proxy_send_timeout 2000ms']) {
    t.match(text, `      ${line};\n`)
  }
  t.match(text, '    keepalive 32;\n    keepalive_timeout 500ms;\n')
})

t.test('what a scenario leaves out is the default of nginx', async t => {
  const text = configuration({})
  t.notMatch(text, 'timeout')
  t.match(text, 'keepalive 32;')
})

t.test('without a time for unused connections none is kept', async t => {
  t.notMatch(configuration({ keepalive: 0 }), 'keepalive')
})

t.test('no limit is the longest that nginx knows', async t => {
  t.match(configuration({ read: 0 }), 'proxy_read_timeout 24d;')
})

t.test('only root says which user the worker is', async t => {
  t.match(configuration({}, '127.0.0.1', true), '\nuser root;\n')
  t.notMatch(configuration({}), /^user /m)
})

t.test('nginx itself takes it', { skip }, async t => {
  const asRoot = process.getuid?.() === 0
  const every = { connect: 1, read: 0, write: 33.4, head: 5, total: 5, keepalive: 86_400_000 }
  for (const text of [configuration(every, '127.0.0.1', asRoot), configuration({ keepalive: 0 }, '::1', asRoot)]) {
    const folder = t.testdir()
    await writeFile(join(folder, 'nginx.conf'), text)
    const program = found.here ? (found.program ?? '') : ''
    const { stderr } = await promisify(execFile)(program, ['-t', '-e', 'stderr', '-p', folder, '-c', 'nginx.conf'])
    t.match(stderr, 'test is successful')
  }
})
