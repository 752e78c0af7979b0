import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer, get } from 'node:http'
import { type AddressInfo, createServer as createTcp } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import t from 'tap'
import { hostsIn } from '../../../src/configurations/apache/hosts.js'
import { apacheDialect } from '../../../src/configurations/apache/index.js'
import { layOut } from '../../../src/configurations/apache/layout.js'
import { loading, moduleFolder, modulesFor } from '../../../src/configurations/apache/modules.js'
import { follow } from '../../../src/configurations/apache/passes/course.js'
import { Reader } from '../../../src/configurations/apache/reader.js'
import { View } from '../../../src/configurations/apache/view.js'
import { machineFiles } from '../../../src/configurations/index.js'
import { targetNamed } from '../../../src/targets/index.js'
import { whyMissing } from '../../needs.js'
import { textFiles } from '../nginx/texts.js'

const skip = whyMissing('apache')
const found = await targetNamed('apache').find()
const program = found.here ? (found.program ?? 'apache2') : 'apache2'
const modules = moduleFolder(machineFiles())
// It refuses to serve as root.
const nobody = process.getuid?.() === 0 ? 'User #65534\nGroup #65534\n' : ''

/** Lines that get into each other's way; the first word of each path at the upstream tells which one it was. */
const LINES = `RewriteEngine On
RewriteCond %{REQUEST_URI} ^/w/(one|two)$
RewriteRule ^/w/(.*) UPSTREAM/rule/$1 [P]
RewriteRule ^/gone - [G]
Redirect /redirected /nowhere
ProxyPass /x/no/ !
ProxyPass /x/ UPSTREAM/slash/
ProxyPass /x/deep UPSTREAM/never
ProxyPass /word UPSTREAM/word
ProxyPassMatch "^/m/(\\d+)$" UPSTREAM/match/$1
<Location /x/loc>
  ProxyPass UPSTREAM/location
</Location>
<LocationMatch "^/(w|x)/late">
  ProxyPassMatch UPSTREAM/late/$1
</LocationMatch>
<LocationMatch "^/x/plain">
  ProxyPass UPSTREAM/never
</LocationMatch>
<Location /x/late/off>
  ProxyPass !
</Location>
ProxyPass /w UPSTREAM/w
ProxyPass /redirected/not UPSTREAM/before
`

const PATHS = ['/w/one', '/w/two', '/w/three', '/w', '/gone', '/x/no/a', '/x/a', '/x/deep', '/x', '/word', '/words']
const MORE = [
  '/word/a',
  '/m/12',
  '/m/a',
  '/x/loc',
  '/x/loc/b',
  '/x/locx',
  '/w/late',
  '/x/late',
  '/x/late/off',
  '/x/plain'
]
const LAST = ['/redirected', '/redirected/not', '/nothing']

t.test('a path leads to the line to which Apache itself takes it', { skip }, async t => {
  const upstream = createServer(({ url = '' }, response) => response.end(wordIn(url))).listen(0, '127.0.0.1')
  await once(upstream, 'listening')
  t.teardown(() => upstream.close())
  const port = await freePort()
  const lines = LINES.replaceAll('UPSTREAM', `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`)
  const files = textFiles({ '/app/httpd.conf': `ServerRoot /app\n${lines}` })
  const { tree } = new Reader(new View(layOut('/app/httpd.conf', files), files)).read()
  const [host] = hostsIn(tree, { file: '/app/httpd.conf', line: 1 })
  const apache = start(t.testdir(), `${loading(modulesFor(tree), modules)}Listen 127.0.0.1:${port}\n${lines}`)
  t.teardown(() => end(apache))
  for (const path of [...PATHS, ...MORE, ...LAST]) {
    const asked = { host: 'a.test', path, query: '', method: 'GET', tls: false, port, fields: {} }
    const arrival = host === undefined ? undefined : follow(host, asked)
    t.equal(
      arrival === undefined ? undefined : wordIn(new URL(arrival.url).pathname),
      await answer(apache, port, path),
      path
    )
  }
})

t.test('Apache takes the main configuration that is put around a site', { skip }, async t => {
  const site = `<VirtualHost *:80>
  Header set X a
  AddOutputFilterByType DEFLATE text/html
  ExpiresActive On
  <Location /a>
    Require all granted
    ProxyPass balancer://b/
  </Location>
  <Proxy balancer://b>
    BalancerMember fcgi://127.0.0.1:9
    BalancerMember http://127.0.0.1:9 hcmethod=GET
    ProxySet lbmethod=bytraffic
  </Proxy>
  ErrorDocument 404 /x
  SetEnvIf Host x y
  CustomLog access.log combined
</VirtualHost>`
  const folder = t.testdir({ 'site.conf': site })
  const [main] = apacheDialect.read('/app/site.conf', textFiles({ '/app/site.conf': site })).start.written
  const own = main?.text.replaceAll(/\/etc\/apache2\/sites-enabled|\/var\/(?:run|log)\/apache2/g, folder) ?? ''
  writeFileSync(join(folder, 'apache2.conf'), own.replace(/^(?:User|Group) .*\n/gm, '').replace(/^/, nobody))
  const args = ['-t', '-d', folder, '-f', 'apache2.conf']
  const { stderr } = await promisify(execFile)(program, args)
  t.match(stderr, 'Syntax OK')
})

function start(folder: string, lines: string): ChildProcess {
  const place = `ServerName a.test\nDefaultRuntimeDir ${folder}\nPidFile ${folder}/x.pid\nErrorLog ${folder}/error.log\n`
  writeFileSync(join(folder, 'httpd.conf'), `${place}Mutex pthread default\n${nobody}${lines}`)
  return spawn(program, ['-X', '-d', folder, '-f', 'httpd.conf'], { stdio: 'ignore' })
}

async function end(apache: ChildProcess): Promise<void> {
  apache.kill()
  if (apache.exitCode === null && apache.signalCode === null) await once(apache, 'exit')
}

function wordIn(path: string): string {
  return path.split('/')[1] ?? ''
}

async function freePort(): Promise<number> {
  const server = createTcp().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** What the upstream says; undefined when Apache answers by itself. Until it listens it is asked again. */
async function answer(apache: ChildProcess, port: number, path: string): Promise<string | undefined> {
  const asked = new Promise<string | undefined>((resolve, reject) => {
    get({ host: '127.0.0.1', port, path, agent: false }, response =>
      resolve(text(response).then(body => (response.statusCode === 200 ? body : undefined)))
    ).on('error', reject)
  })
  return asked.catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ECONNREFUSED' || apache.exitCode !== null) throw error
    return new Promise<void>(resolve => setImmediate(resolve)).then(() => answer(apache, port, path))
  })
}
