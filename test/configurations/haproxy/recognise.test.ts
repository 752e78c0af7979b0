import t from 'tap'
import { haproxyDialect } from '../../../src/configurations/haproxy/index.js'
import { filesOf } from './in-memory.js'

const HAPROXY = 'global\n    daemon\ndefaults\n    mode http\nfrontend www # all\n    bind :80\n'

function recognised(text: string): string | undefined {
  return haproxyDialect.recognises('/x', filesOf({ '/x': text }))
}

t.test('a configuration is known by its sections', async t => {
  t.equal(recognised(HAPROXY), '/x')
  t.equal(recognised('backend app\n  server a 10.0.0.1:80\n'), '/x', 'a piece of one')
  t.equal(recognised('listen web from base\n\tbind :80\n\tserver a 10.0.0.1:80\n'), '/x')
  t.equal(recognised(HAPROXY.replaceAll('\n', '\r\n')), '/x', 'with the line ends of Windows')
})

t.test('what other products read is none', async t => {
  t.equal(recognised('events {}\nhttp {\n  server {\n    listen 80;\n  }\n}\n'), undefined, 'nginx')
  t.equal(recognised('vcl 4.1;\nbackend default {\n  .host = "app";\n}\n'), undefined, 'VCL')
  t.equal(recognised('{\n  admin off\n}\n:80 {\n  reverse_proxy app:80\n}\n'), undefined, 'Caddy')
  t.equal(recognised('Listen 80\n<VirtualHost *:80>\n  ProxyPass / http://app/\n</VirtualHost>\n'), undefined, 'Apache')
  t.equal(recognised('frontend:\n  image: web\nbackend:\n  image: api\n'), undefined, 'YAML')
  t.equal(recognised(''), undefined)
})

t.test('of a folder haproxy.cfg is read, with the parts beside it, else every .cfg in order', async t => {
  const recognises = (texts: Record<string, string>) => haproxyDialect.recognises('/d', filesOf(texts))
  t.equal(recognises({ '/d/haproxy.cfg': HAPROXY, '/d/old.cfg': HAPROXY }), '/d/haproxy.cfg')
  t.equal(recognises({ '/d/haproxy.cfg': HAPROXY, '/d/conf.d/a.cfg': '' }), '/d')
  t.equal(recognises({ '/d/1.cfg': HAPROXY, '/d/2.cfg': 'backend b\n' }), '/d')
  t.equal(recognises({ '/d/only.cfg': HAPROXY }), '/d/only.cfg')
  t.equal(recognises({ '/d/nginx.conf': 'events {}' }), undefined)
  t.equal(recognises({ '/d/setup.cfg': '[metadata]\nname = x\n' }), undefined)
})

t.test('a folder is read as HAProxy reads it', async t => {
  const files = filesOf({
    '/d/10-defaults.cfg': 'defaults\n mode http\n timeout server 3s\n',
    '/d/20-web.cfg': 'listen web\n bind :80\n server a 10.0.0.1:8080\n',
    '/d/notes.txt': 'x'
  })
  const read = haproxyDialect.read('/d', files)
  t.same(
    read.files.map(({ path }) => path),
    ['/d/10-defaults.cfg', '/d/20-web.cfg']
  )
  t.match(read.routes, [
    { id: '/', settings: { read: { value: '3s', place: { file: '/d/10-defaults.cfg', line: 3 } } } }
  ])
  t.same(read.start.args, ['-f', '/d', '-db'])
  t.same(read.start.check, ['-c', '-f', '/d'])
})

t.test('the parts beside haproxy.cfg are read after it', async t => {
  const files = filesOf({
    '/d/haproxy.cfg': 'defaults\n mode http\nfrontend f\n bind :80\n default_backend b\n',
    '/d/conf.d/b.cfg': 'backend b\n server a 10.0.0.1:8080\n'
  })
  const read = haproxyDialect.read('/d', files)
  t.same(read.start.args, ['-f', '/d/haproxy.cfg', '-f', '/d/conf.d', '-db'])
  t.match(read.routes, [{ upstreams: [{ name: '10.0.0.1:8080', place: { file: '/d/conf.d/b.cfg', line: 2 } }] }])
})
