import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { get } from 'node:http'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import t from 'tap'
import { nginxDialect } from '../../../src/configurations/nginx/index.js'
import { findLocation, locationsIn, nameOf } from '../../../src/configurations/nginx/locations.js'
import { parse } from '../../../src/configurations/nginx/tree.js'
import { targetNamed } from '../../../src/targets/index.js'
import { textFiles } from './texts.js'

const found = await targetNamed('nginx').find()
const skip = found.here ? false : 'nginx is not installed'
const program = found.here ? (found.program ?? 'nginx') : 'nginx'

const TEMPORARY = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  .map(part => `${part}_temp_path ${part};`)
  .join(' ')

/** Locations that get into each other's way; each answers with its own name, in which no $ may stand. */
const LOCATIONS = `
location / { return 200 "/"; }
location = /exact { return 200 "= /exact"; }
location /exact { return 200 "/exact"; }
location ^~ /static/ { return 200 "^~ /static/"; location ~ \\.inner\\z { return 200 "~ \\.inner\\z"; } }
location ~ \\.php\\z { return 200 "~ \\.php\\z"; }
location ~* \\.PNG\\z { return 200 "~* \\.PNG\\z"; }
location /outer/ { return 200 "/outer/";
  location /outer/deep { return 200 "/outer/deep"; }
  location ~ x\\z { return 200 "~ x\\z"; }
  location = /outer/same { return 200 "= /outer/same"; }
}
location ~ ^/outer/de { return 200 "~ ^/outer/de"; }
location ~ ^/outer/sam { return 200 "~ ^/outer/sam"; }`

const PATHS = [
  '/',
  '/a',
  '/exact',
  '/exact/',
  '/exact.php',
  '/static/a.php',
  '/static/a.inner',
  '/a.php',
  '/a.php/b',
  '/A.png',
  '/static'
]
const NESTED = [
  '/outer/',
  '/outer/a',
  '/outer/x',
  '/outer/deep',
  '/outer/deepx',
  '/outer/same',
  '/outer/sam',
  '/outer/a.php',
  '/outer'
]

t.test('a path leads to the location to which nginx itself takes it', { skip }, async t => {
  const port = await freePort()
  const folder = t.testdir({
    'nginx.conf': `daemon off; master_process off; pid x.pid; events {} http { access_log off; ${TEMPORARY} server { listen 127.0.0.1:${port}; ${LOCATIONS} } }`
  })
  const nginx = spawn(program, ['-p', folder, '-c', 'nginx.conf', '-e', 'stderr'], { stdio: 'ignore' })
  t.teardown(async () => {
    nginx.kill()
    if (nginx.exitCode === null && nginx.signalCode === null) await once(nginx, 'exit')
  })
  const level = locationsIn(parse(LOCATIONS, 'x'), [])
  for (const path of [...PATHS, ...NESTED]) {
    const location = findLocation(level, path)
    t.equal(location === undefined ? undefined : nameOf(location), await answer(nginx, port, path), path)
  }
})

t.test(
  'nginx takes the main configuration that is put around a snippet, and the files that are provided',
  { skip },
  async t => {
    const site = `${TEMPORARY}
server {
  listen 127.0.0.1:${await freePort()};
  access_log off;
  location / { include proxy_params; proxy_pass http://127.0.0.1:9; }
  location ~ \\.php$ { include snippets/fastcgi-php.conf; fastcgi_pass unix:/run/php.sock; }
  location /u { include uwsgi_params; uwsgi_pass 127.0.0.1:9; }
  location /s { include scgi_params; scgi_pass 127.0.0.1:9; }
}`
    const { needs, start } = nginxDialect.read('/app/site.conf', textFiles({ '/app/site.conf': site }))
    const files = needs.flatMap(need =>
      need.kind === 'file' && need.path.startsWith('/etc/nginx/') ? [[need.path, need.text ?? '']] : []
    )
    const written = start.written.map(({ at, text }) => [at, text])
    const all = [...files, ...written, ['/etc/nginx/conf.d/site.conf', site]] as [string, string][]
    const folder = t.testdir()
    const flat = Object.fromEntries(
      all.map(([path, content]) => [
        path.slice('/etc/nginx/'.length),
        content.replaceAll('/etc/nginx/', `${folder}/nginx/`)
      ])
    )
    t.testdir({ nginx: nested(flat), html: {} })
    const args = ['-t', '-p', folder, '-e', 'stderr', '-c', join(folder, 'nginx/nginx.conf'), '-g', 'pid x.pid;']
    const { stderr } = await promisify(execFile)(program, args)
    t.match(stderr, 'test is successful')
  }
)

type Tree = { [name: string]: string | Tree }

function nested(flat: Readonly<Record<string, string>>): Tree {
  const tree: Tree = {}
  for (const [path, content] of Object.entries(flat)) {
    const names = path.split('/')
    const folder = names.slice(0, -1).reduce<Tree>((at, name) => {
      at[name] ??= {}
      return at[name] as Tree
    }, tree)
    folder[names.at(-1) ?? ''] = content
  }
  return tree
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** What nginx answers; until it listens it is asked again. */
async function answer(nginx: ChildProcess, port: number, path: string): Promise<string> {
  const asked = new Promise<string>((resolve, reject) => {
    get({ host: '127.0.0.1', port, path, agent: false }, response => resolve(text(response))).on('error', reject)
  })
  return asked.catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ECONNREFUSED' || nginx.exitCode !== null) throw error
    return new Promise<void>(resolve => setImmediate(resolve)).then(() => answer(nginx, port, path))
  })
}
