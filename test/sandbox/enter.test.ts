import { existsSync, readdirSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { enterSandbox } from '../../src/sandbox/index.js'
import { alsoAsOrdinaryUser } from './ordinary-user.js'
import { noSandbox, printed, ran, rootWith } from './sandboxed.js'

const skip = noSandbox
const PROJECT = fileURLToPath(new URL('../../..', import.meta.url))

t.test('a file can be provided anywhere, and is nowhere afterwards', { skip }, async t => {
  const places = [
    '/etc/letsencrypt/live/shop/fullchain.pem',
    '/usr/share/gatecrash-test/50x.html',
    '/gatecrash-test/app.js'
  ]
  const files = Object.fromEntries(places.map(place => [place, `this is ${place}\n`]))
  t.equal(await printed({ files }, `cat ${places.join(' ')}`), Object.values(files).join(''))
  t.same(places.filter(existsSync), [])
})

t.test('a file can be provided over one of the machine, whose neighbours stay', { skip }, async t => {
  const bytes = Uint8Array.of(0, 255, 10)
  const output = await printed({ files: { '/usr/bin/yes': bytes } }, 'od -An -tx1 /usr/bin/yes; ls /usr/bin | wc -l')
  t.match(output, new RegExp(`^ 00 ff 0a\\n${readdirSync('/usr/bin').length}\\n$`))
})

t.test('a path that goes over a link of the machine leads to where the link does', { skip }, async t => {
  t.equal(await printed({ files: { '/var/run/gatecrash/x': 'here' } }, 'cat /run/gatecrash/x'), 'here')
})

t.test('nothing of the machine can be written to', { skip }, async t => {
  const folders = ['/usr', '/home', '/root', '/var/lib', '/opt', PROJECT].filter(existsSync)
  await printed({}, `for each in ${folders.join(' ')} /etc; do touch "$each/gatecrash-test"; done`)
  t.same(
    [...folders, '/etc'].filter(folder => existsSync(join(folder, 'gatecrash-test'))),
    []
  )
})

t.test('what is read-only cannot be made writable, not even by root', { skip }, async t => {
  const { code, output } = await ran({}, [
    'sh',
    '-c',
    'mount -o remount,bind,rw /usr 2>&1 || exit 1; touch /usr/gatecrash-test'
  ])
  t.equal(code, 1, output)
})

t.test('settings of the kernel cannot be changed', { skip }, async t => {
  t.match(await ran({}, ['sh', '-c', 'echo core > /proc/sys/kernel/core_pattern']), { errors: /Read-only file system/ })
})

t.test('folders can be written to, those that are asked for and those that programs know', { skip }, async t => {
  const folders = ['/srv/gatecrash/cache', '/tmp', '/run', '/var/run', '/var/log', '/var/tmp', '/var/cache', '/dev/shm']
  const { code, errors } = await ran({ folders }, ['sh', '-ec', folders.map(folder => `echo > ${folder}/x`).join(';')])
  t.equal(code, 0, errors)
})

t.test('nothing that the services of the machine left is seen', { skip }, async t => {
  t.equal(await printed({}, 'find /run /var/log -type f -o -type s'), '')
})

t.test('a folder of the machine is shown at another path, over what is there', { skip }, async t => {
  const folder = await mkdtemp(join(tmpdir(), 'gatecrash, shown: '))
  t.teardown(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, 'gatecrash-test'), 'from the folder')
  const [neighbour = ''] = readdirSync('/usr/share')
  const shown = [
    { from: folder, at: '/usr/share' },
    { from: folder, at: '/somewhere/else' },
    { from: join(folder, 'gatecrash-test'), at: '/tmp/a/file' }
  ]
  const output = await printed(
    { shown },
    `cd /usr/share; cat gatecrash-test; test -e ${neighbour} && cat /somewhere/else/* /tmp/a/*`
  )
  t.equal(output, 'from the folder'.repeat(3))
})

t.test('every name of a user or group is the caller, who is not root', { skip }, async t => {
  const script =
    'for name in $(id -u) shop root nobody; do id -u $name; done; getent group $(id -g) shop-group root | cut -d: -f3'
  const ids = (await printed({ users: ['shop'], groups: ['shop-group'] }, script)).trim().split('\n')
  const [uid, , , , gid] = ids
  t.same(ids, [uid, uid, uid, uid, gid, gid, gid])
  t.not(uid, '0')
})

t.test('names lead where the hosts say', { skip }, async t => {
  const hosts = { 'query-service': '10.0.0.7' }
  t.equal(
    await printed({ hosts }, "getent hosts query-service localhost | awk '{ print $1, $2 }'"),
    '10.0.0.7 query-service\n127.0.0.1 localhost\n'
  )
})

t.test('the secrets of users are not there, not even for root', { skip }, async t => {
  t.equal(await printed({}, 'cat /etc/shadow'), '')
})

t.test('this program runs in there', { skip }, async t => {
  const module = new URL('../../src/sandbox/index.js', import.meta.url)
  const script = `import(${JSON.stringify(module)}).then(all => console.log(Object.keys(all).includes('enterSandbox')))`
  t.match(await ran({}, [process.execPath, '-e', script]), { output: 'true\n', code: 0 })
})

t.test('it can be talked with', { skip }, async t => {
  await using sandboxed = await enterSandbox(rootWith({}), ['sh', '-c', 'read line; echo "got $line" >&2; exit 7'])
  sandboxed.stdin.write('hello\n')
  t.same(await sandboxed.exited, { code: 7, signal: null })
  t.equal(sandboxed.said(), 'got hello\n')
})

t.test('environment and folder are those that were asked for', { skip }, async t => {
  const options = { env: { PATH: process.env.PATH, A: "it's" }, cwd: '/usr/share' }
  t.match(await ran({}, ['sh', '-c', 'echo "$A" "$PWD"'], options), { output: "it's /usr/share\n" })
})

t.test('it can be stopped, with all that it started', { skip }, async t => {
  const sandboxed = await enterSandbox(rootWith({}), ['sh', '-c', 'setsid sleep 1000 & echo ready; wait'])
  await new Promise(resolve => sandboxed.stdout.once('data', resolve))
  await sandboxed.stop()
  t.same(await sandboxed.exited, { code: 143, signal: null })
})

t.test('what cannot be provided is told before anything runs', { skip }, async t => {
  const wrong = { code: 'usage', message: 'expected an absolute path, found "etc/nginx"' }
  await t.rejects(ran({ folders: ['etc/nginx'] }, ['true']), wrong)
  await t.rejects(ran({ shown: [{ from: '/no/such', at: '/x' }] }, ['true']), { message: /^cannot show \/no\/such/ })
})

t.test('a program that is not there is told by how it ends', { skip }, async t => {
  const { code, errors } = await ran({}, ['gatecrash-no-such-program'])
  t.match(String(code), /^12[67]$/)
  t.match(errors, /gatecrash-no-such-program/)
})

alsoAsOrdinaryUser(t, import.meta.url)
