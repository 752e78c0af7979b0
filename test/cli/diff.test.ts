import t from 'tap'
import { whyMissing } from '../needs.js'
import { noSandbox } from '../sandbox/sandboxed.js'
import { haproxyCfg, nginxConf } from './configurations.js'
import { gatecrash } from './played.js'

t.setTimeout(300_000)

const skip = noSandbox || whyMissing('nginx') || whyMissing('haproxy') || whyMissing('faketime')

function diff(folder: string, ...args: readonly string[]) {
  return gatecrash(['diff', ...args], {}, folder)
}

t.test('a timeout that was changed is told, as text and as JSON', { skip }, async t => {
  const folder = t.testdir({
    'old.conf': nginxConf('proxy_read_timeout 5s;'),
    'new.conf': nginxConf('proxy_read_timeout 20s;')
  })
  const { code, out, errors } = await diff(folder, 'old.conf', 'new.conf', '--failure', 'hang')
  t.equal(code, 1, errors)
  t.equal(out, '/ on hang: 504 after 5s -> 504 after 20s\n\n1 change, 0 the same\n')
})

t.test('a configuration is like itself', { skip }, async t => {
  const folder = t.testdir({ 'nginx.conf': nginxConf('proxy_read_timeout 5s;') })
  const { code, out, errors } = await diff(folder, 'nginx.conf', 'nginx.conf', '--failure', 'refused', '--json')
  t.equal(code, 0, errors)
  t.match(JSON.parse(out), { changes: [], same: 1, unknown: 0 })
})

t.test('nginx and HAProxy differ where they do', { skip }, async t => {
  const folder = t.testdir({ 'nginx.conf': nginxConf('proxy_read_timeout 5s;'), 'haproxy.cfg': haproxyCfg(5) })
  const chosen = ['--failure', 'refused', '--failure', 'hang']
  const { code, out, errors } = await diff(folder, 'nginx.conf', 'haproxy.cfg', ...chosen)
  t.equal(code, 1, errors)
  t.match(out, /\/ on refused: 502 -> 503/)
  t.notMatch(out, /on hang/)
})

const WRONG: readonly (readonly [readonly string[], RegExp])[] = [
  [['nginx.conf'], /diff takes two configurations, found 1\ngatecrash diff OLD NEW/],
  [['nowhere.conf', 'nginx.conf'], /there is no \S*nowhere\.conf\nName a file such as/],
  [['nowhere.lock.yaml', 'nginx.conf'], /there is no nowhere\.lock\.yaml\nName a file that is there/],
  [['nginx.conf', 'nginx.conf', '--failur', 'hang'], /diff has no option --failur\nDid you mean --failure\?/]
]

for (const [args, message] of WRONG) {
  t.test(`diff ${args.join(' ')} is told what is wrong, with exit code 2`, async t => {
    const folder = t.testdir({ 'nginx.conf': nginxConf() })
    const { code, out, errors } = await diff(folder, ...args)
    t.equal(code, 2)
    t.match(errors, message)
    t.equal(out, '')
  })
}
