import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { machineFiles } from '../../../src/configurations/files.js'
import { nginxDialect } from '../../../src/configurations/nginx/index.js'
import { read, textFiles, ways } from './texts.js'

const SITE = 'server { listen 80; location / { proxy_pass http://app:3000; } }'

t.test('the folder that was given is /etc/nginx, for relative and absolute includes alike', async t => {
  const configuration = read(
    'events {}\nhttp {\n  include conf.d/*.conf;\n  include /etc/nginx/sites-enabled/*;\n  include /etc/nginx/snippets/log.conf;\n}',
    {
      'conf.d/a.conf': 'upstream unused { server one:1; }',
      'sites-enabled/shop': SITE,
      'snippets/log.conf': 'access_log off;',
      '/etc/nginx/conf.d/z.conf': 'server { listen 1; }'
    }
  )
  t.same(
    configuration.files.map(({ path }) => path),
    ['/app/nginx.conf', '/app/conf.d/a.conf', '/app/sites-enabled/shop', '/app/snippets/log.conf']
  )
  t.same(ways(configuration), ['/: http://localhost:80/ -> http app:3000'])
  t.equal(configuration.routes[0]?.place.file, '/app/sites-enabled/shop', 'places are where the files really are')
  t.same(configuration.start, {
    args: ['-c', '/etc/nginx/nginx.conf', '-e', 'stderr', '-g', 'daemon off;'],
    check: ['-t', '-c', '/etc/nginx/nginx.conf', '-e', 'stderr'],
    shown: [{ from: '/app', at: '/etc/nginx' }],
    written: []
  })
})

t.test('what the configuration says itself is not said again', async t => {
  t.same(read('daemon off; events {}').start.args, ['-c', '/etc/nginx/nginx.conf', '-e', 'stderr'])
})

t.test('files that come with nginx are provided; any other that is missing is an empty one', async t => {
  const { needs } = read('events {} http { include mime.types; include /etc/nginx/own.conf; include conf.d/*.conf; }')
  const files = needs.flatMap(need => (need.kind === 'file' ? [need] : []))
  t.same(
    files.map(({ path }) => path),
    ['/etc/nginx/mime.types', '/etc/nginx/own.conf']
  )
  t.match(files[0]?.text, 'text/html')
  t.equal(files[1]?.text, '')
})

t.test('what the machine has of them is taken from there', async t => {
  const { needs } = read('events {} http { include mime.types; }', { '/etc/nginx/mime.types': 'types { a/b c; }' })
  t.match(needs, [{ kind: 'file', path: '/etc/nginx/mime.types', text: 'types { a/b c; }' }])
})

t.test('servers that a repository keeps elsewhere are found, shown where production has them, and told', async t => {
  const main = 'events {} http { include /etc/nginx/conf.d/*.conf; include /etc/nginx/sites-enabled/*; }'
  const { start, remarks } = read(main, { 'site.conf': SITE, 'sites-available/shop': SITE })
  t.same(start.shown.slice(1), [
    { from: '/app/site.conf', at: '/etc/nginx/conf.d/site.conf' },
    { from: '/app/sites-available/shop', at: '/etc/nginx/sites-enabled/shop' }
  ])
  t.match(remarks[0]?.text, '/app/site.conf was taken for it')
})

t.test('a server alone gets a main configuration around it, with what it only names', async t => {
  const site = `server {
  listen 80;
  access_log /var/log/nginx/shop.log json;
  limit_req zone=api burst=5;
  location / { proxy_pass http://app; proxy_cache pages; proxy_set_header Connection $connection_upgrade; }
}`
  const configuration = nginxDialect.read(
    '/app/default.conf',
    textFiles({ '/app/default.conf': site, '/app/readme.md': '#' })
  )
  const [main] = configuration.start.written
  t.equal(main?.at, '/etc/nginx/nginx.conf')
  for (const line of [
    'log_format json ',
    'zone=api:1m',
    'keys_zone=pages:1m',
    '$connection_upgrade {',
    'include "/etc/nginx/conf.d/default.conf";'
  ]) {
    t.match(main?.text, line)
  }
  t.same(configuration.start.shown, [{ from: '/app', at: '/etc/nginx/conf.d' }])
  t.same(
    configuration.files.map(({ path }) => path),
    ['/app/default.conf']
  )
  t.same(ways(configuration), ['/: http://localhost:80/ -> http app:80'])
})

t.test('locations alone get a server, settings with a pass a location as well', async t => {
  for (const piece of ['location /api { proxy_pass http://app; }', 'proxy_pass http://app;']) {
    const configuration = nginxDialect.read('/app/x.conf', textFiles({ '/app/x.conf': piece }))
    t.match(configuration.routes, [{ listener: { port: 80 }, upstreams: [{ host: 'app', port: 80 }] }])
    t.match(configuration.start.written[0]?.text, /listen 80;/, 'nginx has to be told so, as it is not root')
  }
})

t.test('a folder is a tree with an nginx.conf, one of sites, or just files', async t => {
  const trees: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    main: { '/app/nginx.conf': `events {} http { ${SITE} }`, '/app/other.conf': 'events {}' },
    sites: { '/app/conf.d/a.conf': SITE },
    files: { '/app/a.conf': SITE, '/app/notes.conf': 'key = value' }
  }
  for (const [name, texts] of Object.entries(trees)) {
    const files = textFiles(texts)
    t.ok(nginxDialect.recognises('/app', files), name)
    t.same(ways(nginxDialect.read('/app', files)), ['/: http://localhost:80/ -> http app:3000'], name)
  }
  t.throws(() => nginxDialect.read('/app', textFiles({ '/app/a.conf': 'events {}', '/app/b.conf': 'events {}' })), {
    message: /found a.conf, b.conf/
  })
})

t.test('what cannot be read in a folder is passed over', async t => {
  const folder = t.testdir({ site: SITE })
  writeFileSync(join(folder, 'icon'), Buffer.alloc(8))
  t.equal(nginxDialect.recognises(folder, machineFiles()), join(folder, 'site'))
  t.equal(nginxDialect.recognises(t.testdirName.concat('/nothing'), machineFiles()), undefined)
})

t.test('a link that leads out of what was given is not followed', async t => {
  const folder = t.testdir({
    given: { 'nginx.conf': 'events {}\nhttp {\n  include conf.d/*.conf;\n}\n', 'conf.d': {} }
  })
  mkdirSync(join(folder, 'secret'))
  writeFileSync(join(folder, 'secret/x'), 'password of mine')
  symlinkSync(join(folder, 'secret/x'), join(folder, 'given/conf.d/x.conf'))
  t.throws(() => nginxDialect.read(join(folder, 'given/nginx.conf'), machineFiles()), {
    code: 'bad-config',
    message: /conf.d\/x.conf, which leads to .*secret\/x$/
  })
})
