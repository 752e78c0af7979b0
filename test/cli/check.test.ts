import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { whyMissing } from '../needs.js'
import { noSandbox } from '../sandbox/sandboxed.js'
import { nginxConf } from './configurations.js'
import { gatecrash } from './played.js'

t.setTimeout(300_000)

const skip = noSandbox || whyMissing('nginx') || whyMissing('faketime')
const WAITS = nginxConf('proxy_read_timeout 5s;')
const HIDES = nginxConf('error_page 502 =200 @sorry;').replace('8080;', '8080; location @sorry { return 200 sorry; }')
const ONLY_HANG = 'configuration: nginx.conf\nfailures: [ hang ]\n'

function check(folder: string, ...args: readonly string[]) {
  return gatecrash(
    ['check', ...args],
    { GITHUB_WORKSPACE: folder, GITHUB_STEP_SUMMARY: join(folder, 'summary.md') },
    folder
  )
}

t.test('a rule that is broken is told with its line, in every form, and is exit code 1', { skip }, async t => {
  const rules = 'rules:\n  - every failure answers within 30s\n  - never a 504\n'
  const folder = t.testdir({ 'nginx.conf': WAITS, 'gatecrash.yaml': ONLY_HANG + rules })
  const { code, out, errors } = await check(folder, '--github', '--junit', 'deep/report.xml')
  t.equal(code, 1, errors)
  t.match(out, /hang +504 +after 5s +proxy_read_timeout 5s +nginx\.conf:7\n/)
  t.match(out, /never a 504 +gatecrash\.yaml:5\n {2}\/ on hang: 504 after 5s/)
  t.notMatch(out, /answers within 30s/)
  t.match(out, /^::error .*file=gatecrash\.yaml,line=5/m)
  t.match(readFileSync(join(folder, 'summary.md'), 'utf8'), 'never a 504')
  t.match(readFileSync(join(folder, 'deep/report.xml'), 'utf8'), /<testsuites?[\s\S]*<failure[\s\S]*never a 504/)
})

t.test('--json writes one object, with each behaviour in numbers', { skip }, async t => {
  const folder = t.testdir({ 'nginx.conf': WAITS })
  const { code, out, errors } = await check(folder, 'nginx.conf', '--failure', 'hang', '--json')
  t.equal(code, 0, errors)
  const { behaviours, configuration, counts } = JSON.parse(out)
  t.equal(configuration.product, 'nginx')
  t.match(counts, { broken: 0, changes: 0 })
  const hang = behaviours.find(({ failure }: { failure: string }) => failure === 'hang')
  t.match(hang, { route: '/', status: 504, attempts: 1, decidedBy: { name: 'proxy_read_timeout', milliseconds: 5000 } })
})

t.test('--tap writes a plan, and a test for each cell', { skip }, async t => {
  const folder = t.testdir({ 'nginx.conf': WAITS })
  const { code, out, errors } = await check(folder, 'nginx.conf', '--failure', 'refused', '--tap')
  t.equal(code, 0, errors)
  t.match(out, /^TAP version 14\n1\.\.\d+\n/)
  t.match(out, /^ok \d+ - .*refused/m)
})

t.test('a lock holds until the configuration is changed, and --update takes the change', { skip }, async t => {
  const folder = t.testdir({ 'nginx.conf': WAITS, 'gatecrash.yaml': ONLY_HANG })
  const first = await check(folder, '--update', '--json')
  t.equal(first.code, 0, first.errors)
  t.match(first.errors, 'recorded: nginx.conf.lock.yaml')
  t.doesNotThrow(() => JSON.parse(first.out))
  writeFileSync(join(folder, 'nginx.conf'), nginxConf('proxy_read_timeout 20s;'))
  const changed = await check(folder)
  t.equal(changed.code, 1)
  t.match(changed.out, '/ on hang: 504 after 5s -> 504 after 20s')
  t.equal((await check(folder, '--update')).code, 0)
  t.match(readFileSync(join(folder, 'nginx.conf.lock.yaml'), 'utf8'), 'hang: 504 after 20s')
  t.equal((await check(folder)).code, 0)
  const since = await gatecrash(['diff', 'nginx.conf.lock.yaml', 'nginx.conf', '--failure', 'hang'], {}, folder)
  t.equal(since.code, 0, since.errors + since.out)
  t.match(since.out, '0 changes')
})

t.test('a dangerous finding is a failure when that is asked for', { skip }, async t => {
  const folder = t.testdir({ 'nginx.conf': HIDES })
  const { code, out } = await check(folder, 'nginx.conf', '--failure', 'refused')
  t.equal(code, 0)
  t.match(out, '1 danger ')
  const strict = await check(folder, 'nginx.conf', '--failure', 'refused', '--strict')
  t.equal(strict.code, 1)
})

t.test('--init writes rules that hold, and writes over nothing', { skip }, async t => {
  const folder = t.testdir({ 'nginx.conf': WAITS })
  const { code, out, errors } = await check(folder, 'nginx.conf', '--init')
  t.equal(code, 0, errors)
  t.match(out, 'written: gatecrash.yaml')
  const held = await check(folder, '--failure', 'hang', '--failure', 'refused', '--failure', 'truncated-body')
  t.equal(held.code, 0, held.out)
  const before = readFileSync(join(folder, 'gatecrash.yaml'), 'utf8')
  const again = await check(folder, 'nginx.conf', '--init')
  t.equal(again.code, 2)
  t.match(again.errors, /gatecrash\.yaml is there already\nEdit it, or move it away first/)
  t.equal(readFileSync(join(folder, 'gatecrash.yaml'), 'utf8'), before)
})

t.test('what nginx refuses is told with the file and the line as they were given', { skip }, async t => {
  const folder = t.testdir({ 'nginx.conf': nginxConf('proxy_read_timeout soon;') })
  const { code, out, errors } = await check(folder, 'nginx.conf')
  t.equal(code, 2)
  t.equal(out, '')
  t.match(errors, `in ${join(folder, 'nginx.conf')}:7`)
  t.match(errors, /nginx [\d.]+ does not take it: .*\nMend it, or name another program with --with/)
})

t.test('a route or a failure that is not there is told with those that are', { skip }, async t => {
  const folder = t.testdir({ 'nginx.conf': WAITS })
  for (const args of [
    ['--route', '/nope'],
    ['--failure', 'hnag']
  ]) {
    const { code, out, errors } = await check(folder, 'nginx.conf', ...args)
    t.equal(code, 2)
    t.equal(out, '')
    t.match(errors, /no route and no failure fits what was chosen\nThe routes are: \/\./)
  }
})

const WRONG: readonly (readonly [readonly string[], RegExp])[] = [
  [[], /no configuration was named, and there is no gatecrash\.yaml here\ngatecrash check \.\/nginx\.conf/],
  [['nowhere.conf'], /there is no \S*nowhere\.conf\nName a file such as nginx\.conf, haproxy\.cfg or Caddyfile/],
  [['nowhere.yaml'], /there is no nowhere\.yaml\nName a file that is there/],
  [['nginx.conf', 'haproxy.cfg'], /takes one configuration, found "nginx\.conf haproxy\.cfg"\nSeveral stand in/],
  [['nginx.conf', '--failur', 'hang'], /check has no option --failur\nDid you mean --failure\?/],
  [['nginx.conf', '--product', 'ngnix'], /no configuration of ngnix can be read\nDid you mean nginx\?/],
  [['nginx.conf', '--update', '--failure', 'hang'], /every route and every failure\nLeave out --route and --failure/],
  [['typo.conf'], /typo\.conf:1: expected a block that nginx knows\n {2}found "serverr"\n {2}did you mean "server"\?/]
]

for (const [args, message] of WRONG) {
  t.test(`check ${args.join(' ')} is told what is wrong, with exit code 2`, async t => {
    const folder = t.testdir({ 'nginx.conf': WAITS, 'typo.conf': 'events {} http { serverr { } }\n' })
    const { code, out, errors } = await check(folder, ...args)
    t.equal(code, 2)
    t.match(errors, message)
    t.equal(out, '')
  })
}
