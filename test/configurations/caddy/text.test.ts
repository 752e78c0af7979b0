import t from 'tap'
import { caddyDialect } from '../../../src/configurations/caddy/index.js'
import { recognise } from '../../../src/configurations/caddy/recognise.js'
import { treeOf } from '../../../src/configurations/caddy/text/tree.js'
import { dialectOf } from '../../../src/configurations/index.js'
import { filesOf } from '../haproxy/in-memory.js'
import { complaintOf, readText } from './in-memory.js'

t.test('quotes, backquotes, heredocs, comments and ends of lines that are taken back', async t => {
  const text = `# nothing
a "b c" \`d "e"\` f#g # gone
respond <<HTML
  <p>
    hi
  HTML 200
h \\
  i "{" {
  j "k \\" l"
}
`
  t.same(
    treeOf(text, 'f').map(({ name, args, block, place }) => [place.line, name, ...args, block?.map(each => each.args)]),
    [
      [2, 'a', 'b c', 'd "e"', 'f#g', undefined],
      [3, 'respond', '<p>\n  hi', '200', undefined],
      [7, 'h', 'i', '{', [['k " l']]]
    ]
  )
})

t.test('what cannot be read is told with its place', async t => {
  const cases: [string, string][] = [
    [':80 {\n respond "hi\n}\n', '/site/Caddyfile:2: expected a closing quote (")\n  found "hi }'],
    [':80 {\n handle {\n}\n', '/site/Caddyfile:1: expected a } that closes this block\n  found the end of the file'],
    [':80 {\n}\n}\n', '/site/Caddyfile:3: expected a { before each }\n  found } with nothing open'],
    [':80 { respond hi\n}\n', '/site/Caddyfile:1: expected the end of the line after {\n  found respond'],
    [
      '(a) {\n import a\n}\n:80 {\n import a\n}\n',
      '/site/Caddyfile:2: expected an import that comes to an end\n  found a, which imports itself'
    ],
    [
      ':80 {\n import /etc/shadow\n}\n',
      '/site/Caddyfile:2: expected an import from the folder that was given, or from one of Caddy\n  found /etc/shadow'
    ],
    [`${'a {\n'.repeat(200)}`, '/site/Caddyfile:101: expected at most 100 blocks in each other\n  found more']
  ]
  for (const [text, complaint] of cases) t.equal(complaintOf(text, { '/etc/shadow': 'root:' }), complaint)
})

t.test('imports of files, by their names and by a glob, keep their places', async t => {
  const { files, routes, needs } = readText(
    'import sites/*.caddy\n:81 {\n import common\n import gone\n reverse_proxy b:1\n}\n',
    {
      '/site/sites/one.caddy': ':80 {\n reverse_proxy a:1\n}\n',
      '/site/common': 'request_body {\n max_size 1MB\n}\n'
    }
  )
  t.same(
    files.map(({ path }) => path),
    ['/site/Caddyfile', '/site/sites/one.caddy', '/site/common']
  )
  t.same(routes[0]?.place, { file: '/site/sites/one.caddy', line: 2 })
  t.match(routes[1]?.settings['request-size'], { value: '1MB', place: { file: '/site/common', line: 2 } })
  t.match(needs, [{ kind: 'file', path: '/etc/caddy/gone' }])
})

t.test('a variable that nobody has set is made up, told, and given to Caddy', async t => {
  const { start, remarks, routes } = readText('{$DOMAIN} {\n reverse_proxy {$API_HOST}:{$API_PORT}\n}\n')
  t.match(start.environment, { DOMAIN: 'domain', API_HOST: 'api-host', API_PORT: '8080' })
  t.match(remarks, [{ text: /^DOMAIN is set nowhere/ }, {}, { place: { line: 2 } }])
  t.equal(routes[0]?.upstreams[0]?.name, 'api-host:8080')
})

t.test('a Caddyfile is told from what others write', async t => {
  const site = 'example.com {\n\treverse_proxy app:80\n}\n'
  const nginx = 'server {\n  listen 80;\n  location / { proxy_pass http://app; }\n}\n'
  const haproxy = 'frontend f\n  bind :80\n  default_backend b\nbackend b\n  server s app:80\n'
  const files = filesOf({
    '/a/Caddyfile': site,
    '/b/site.txt': site,
    '/c/nginx.conf': nginx,
    '/d/haproxy.cfg': haproxy
  })
  t.equal(recognise('/a', files), '/a/Caddyfile')
  t.equal(dialectOf('/b/site.txt', files), caddyDialect)
  t.equal(recognise('/c/nginx.conf', files), undefined)
  t.equal(recognise('/d/haproxy.cfg', files), undefined)
  t.equal(dialectOf('/c/nginx.conf', files).product, 'nginx')
  t.equal(dialectOf('/d/haproxy.cfg', files).product, 'haproxy')
})
