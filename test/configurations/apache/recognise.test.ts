import t from 'tap'
import { apacheDialect } from '../../../src/configurations/apache/index.js'
import { dialectOf } from '../../../src/configurations/index.js'
import { textFiles } from '../nginx/texts.js'

const SITE = '<VirtualHost *:80>\n  ProxyPass / http://app/\n</VirtualHost>\n'
const OTHERS: Readonly<Record<string, string>> = {
  nginx: 'server {\n  location / { proxy_pass http://app; }\n}\n',
  haproxy: 'frontend in\n  bind :80\n  default_backend app\nbackend app\n  server a 10.0.0.1:80\n',
  caddy: 'example.com {\n  reverse_proxy app:8080\n}\n',
  vcl: 'vcl 4.1;\nbackend default { .host = "app"; }\n',
  html: '<html>\n<body>\n</body>\n</html>\n',
  xml: '<?xml version="1.0"?>\n<Location>here</Location>\n'
}

t.test('a virtual host, a main configuration and single lines are recognised, and nothing else is', async t => {
  const recognised = (text: string) => apacheDialect.recognises('/app/x.conf', textFiles({ '/app/x.conf': text }))
  for (const text of [
    SITE,
    'Listen 80\nLoadModule proxy_module modules/mod_proxy.so\n',
    'ProxyPass /a http://a/\n',
    '<ifmodule x>\n'
  ])
    t.equal(recognised(text), '/app/x.conf', text)
  for (const [name, text] of Object.entries(OTHERS)) t.equal(recognised(text), undefined, name)
})

t.test('no other product takes a configuration of Apache for its own', async t => {
  const files = textFiles({ '/app/x.conf': SITE, '/app/y.conf': `Listen 80\n${SITE}` })
  t.equal(dialectOf('/app/x.conf', files).product, 'apache')
  t.equal(dialectOf('/app/y.conf', files).product, 'apache')
})

t.test('of a folder the main configuration is read, else the sites in it', async t => {
  const first = (texts: Readonly<Record<string, string>>) => apacheDialect.recognises('/app', textFiles(texts))
  t.equal(first({ '/app/apache2.conf': 'ServerRoot /etc/apache2\n', '/app/a.conf': SITE }), '/app/apache2.conf')
  t.equal(first({ '/app/conf/httpd.conf': 'ServerRoot /etc/httpd\n' }), '/app/conf/httpd.conf')
  t.equal(first({ '/app/sites-available/b.conf': SITE, '/app/README': 'text' }), '/app/sites-available/b.conf')
  t.equal(first({ '/app/README': 'text' }), undefined)
})

t.test('all sites of a folder are read together', async t => {
  const other = SITE.replace('*:80>', '*:81>')
  const { routes, start } = apacheDialect.read('/app', textFiles({ '/app/a.conf': SITE, '/app/b.conf': other }))
  t.same(
    routes.map(({ listener }) => listener.port),
    [80, 81]
  )
  t.match(start.written[0]?.text, /Listen 80\nListen 81\nInclude ".*\/a\.conf"\nInclude ".*\/b\.conf"/)
})
