import t from 'tap'
import { ways } from '../nginx/texts.js'
import { read, readAs, readHost } from './texts.js'

t.test('each ProxyPass is a route, but for those behind one that takes all, and what is excepted', async t => {
  const text = `ProxyPass "/static/" !
  proxypass /api/ http://api:8080/v1/ timeout=5
  ProxyPass /api/old http://old:8080/
  ProxyPassMatch "^/user/(\\d+)$" http://users:81/u/$1
  ProxyPass / http://app/`
  const configuration = readHost(text)
  t.same(ways(configuration), [
    '/api/: http://a.test:80/api/ -> http api:8080',
    '~ ^/user/(\\d+)$: http://a.test:80/user/1 -> http users:81',
    '/: http://a.test:80/ -> http app:80'
  ])
  t.match(configuration.remarks, [{ text: 'no request was found that leads to http://old:8080/ from here' }])
})

t.test('a ProxyPass in a location wins over those beside it', async t => {
  const text = `ProxyPass / http://app/
  <Location /a>
    ProxyPass https://a:8443/
  </Location>
  <LocationMatch "^/b/">
    ProxyPassMatch ws://b:9000/
  </LocationMatch>`
  t.same(ways(readHost(text)), [
    '/a: http://a.test:80/a -> https a:8443',
    '~ ^/b/: http://a.test:80/b/ -> http b:9000',
    '/: http://a.test:80/ -> http app:80'
  ])
})

t.test('a rule of rewriting that passes on is found with what its conditions ask for', async t => {
  const text = `RewriteEngine On
  RewriteCond %{HTTP:Upgrade} =websocket [NC]
  RewriteRule /(.*) ws://live:3001/$1 [P,L]
  RewriteCond %{REQUEST_URI} ^/(shop|cart)/
  RewriteRule ^/(.*) http://shop:3002/$1 [P]
  RewriteCond %{HTTPS} !=on
  RewriteRule ^/login https://a.test/login [R=301,L]
  ProxyPass /login http://never/
  ProxyPass / http://app:3000/`
  t.same(ways(readHost(text)), [
    '~ /(.*): http://a.test:80/ [upgrade websocket connection upgrade] -> http live:3001',
    '~ ^/(.*): http://a.test:80/shop/ -> http shop:3002',
    '/: http://a.test:80/ -> http app:3000'
  ])
})

t.test('a handler for files, for a folder and for an ending leads to FastCGI', async t => {
  const text = `DocumentRoot /srv/www
  <FilesMatch "\\.php$">
    SetHandler "proxy:unix:/run/php/fpm.sock|fcgi://localhost/"
  </FilesMatch>
  <Directory /srv/www/tool>
    SetHandler "proxy:fcgi://10.0.0.1:9001"
  </Directory>
  AddHandler "proxy:fcgi://10.0.0.2:9002" .py`
  t.same(ways(readHost(text)), [
    '~ \\.php$: http://a.test:80/index.php -> fastcgi unix:/run/php/fpm.sock',
    '/srv/www/tool: http://a.test:80/tool -> fastcgi 10.0.0.1:9001',
    '.py: http://a.test:80/index.py -> fastcgi 10.0.0.2:9002'
  ])
})

t.test('a balancer leads to all of its members, but for those that are switched off', async t => {
  const text = `<Proxy "balancer://Pool">
    BalancerMember http://10.0.0.1:80
    BalancerMember unix:/run/b.sock|http://localhost
    BalancerMember http://10.0.0.3:80 status=+H
    BalancerMember http://10.0.0.4:80 status=D
  </Proxy>
  ProxyPass / balancer://pool/ stickysession=ID`
  t.same(ways(readHost(text)), ['/: http://a.test:80/ -> http 10.0.0.1:80, http unix:/run/b.sock, http 10.0.0.3:80'])
})

t.test('scgi, uwsgi and HTTP/2 have ports and protocols of their own; ajp is told, and not played', async t => {
  const configuration = readHost(
    `ProxyPass /s scgi://s/\nProxyPass /u uwsgi://u:33/\nProxyPass /h h2://h/\nProxyPass /j ajp://j:8009/`
  )
  t.same(
    configuration.upstreams.map(({ protocol, host, port }) => [protocol, host, port]),
    [
      ['scgi', 's', 4000],
      ['uwsgi', 'u', 33],
      ['grpcs', 'h', 443]
    ]
  )
  t.match(configuration.remarks, [{}, { text: 'ajp://j:8009/: this protocol is not played' }])
})

t.test('a virtual host that only redirects has no route; TLS, names and ports tell the others apart', async t => {
  const text = `<VirtualHost *:80>
  ServerName shop.test
  Redirect permanent / https://shop.test/
</VirtualHost>
<VirtualHost 10.0.0.5:443>
  ServerName https://shop.test:443
  SSLEngine on
  ProxyPass / http://shop:1/
</VirtualHost>
<VirtualHost *:80>
  ServerAlias *.wild.test
  ProxyPass / http://wild:2/
</VirtualHost>
<VirtualHost *:80>
  ServerName shop.test
  ProxyPass / http://hidden:3/
</VirtualHost>`
  const configuration = read(text)
  t.same(ways(configuration), [
    'shop.test/: https://shop.test:443/ -> http shop:1',
    'www.wild.test/: http://www.wild.test:80/ -> http wild:2'
  ])
  t.equal(configuration.routes[0]?.listener.host, '10.0.0.5')
  t.match(configuration.remarks, [{ text: /another one comes first/ }])
})

t.test('what stands in the main server holds in each virtual host, and before what is there', async t => {
  const text = `ServerRoot /etc/apache2
Listen 8080
ProxyPass /all http://all/
<VirtualHost *:8080>
  ServerName one.test
  ProxyPass /all/of http://never/
  ProxyPass / http://one/
</VirtualHost>`
  t.same(ways(readAs('/app/apache2.conf', text)), [
    '/all: http://one.test:8080/all -> http all:80',
    '/: http://one.test:8080/ -> http one:80'
  ])
})

t.test('a password that is asked for is known', async t => {
  const text = `<Location />
    AuthType Basic
    AuthName x
    AuthUserFile /etc/apache2/users
    Require valid-user
    ProxyPass http://app/
  </Location>`
  const configuration = readHost(text)
  t.match(ways(configuration), [
    '/: http://a.test:80/ [authorization Basic Z2F0ZWNyYXNoOmdhdGVjcmFzaA==] -> http app:80'
  ])
  t.ok(configuration.needs.some(need => need.kind === 'file' && /^gatecrash:\{SHA\}/.test(need.text ?? '')))
})
