import t from 'tap'
import { nginxDialect } from '../../../src/configurations/nginx/index.js'
import { read, readHttp, textFiles } from './texts.js'

t.test('what must be there is known, with paths as nginx resolves them', async t => {
  const { needs } = read(`user app staff;
pid logs/nginx.pid;
events {}
http {
  access_log /var/log/shop/$host.log;
  proxy_cache_path cache keys_zone=a:1m;
  server {
    ssl_certificate certs/a.pem; ssl_certificate_key certs/a.key;
    ssl_certificate /etc/ssl/b.pem; ssl_certificate_key /etc/ssl/b.key;
    ssl_dhparam /etc/ssl/dh.pem; ssl_trusted_certificate chain.pem; ssl_certificate $var;
    root html;
    location / { alias /srv/files/; proxy_ssl_certificate client.pem; proxy_ssl_certificate_key client.key; }
  }
}`)
  t.match(needs, [
    { kind: 'certificate', path: '/etc/nginx/certs/a.pem', key: '/etc/nginx/certs/a.key', place: { line: 8 } },
    { kind: 'certificate', path: '/etc/ssl/b.pem', key: '/etc/ssl/b.key' },
    { kind: 'certificate', path: '/etc/nginx/client.pem', key: '/etc/nginx/client.key' },
    { kind: 'user', name: 'app', group: 'staff' },
    { kind: 'folder', path: '/usr/share/nginx/logs' },
    { kind: 'folder', path: '/var/log/shop' },
    { kind: 'folder', path: '/usr/share/nginx/cache' },
    { kind: 'dh-parameters', path: '/etc/ssl/dh.pem' },
    { kind: 'certificate', path: '/etc/nginx/chain.pem' },
    { kind: 'folder', path: '/usr/share/nginx/html' },
    { kind: 'folder', path: '/srv/files' },
    { kind: 'folder', path: '/var/log/nginx' },
    { kind: 'folder', path: '/var/lib/nginx' },
    { kind: 'folder', path: '/var/cache/nginx' },
    { kind: 'folder', path: '/run' }
  ])
})

t.test('names of log servers, name servers and streams must be found, too', async t => {
  const { names, resolvers } = read(`events {}
error_log syslog:server=logs.internal:514,tag=x warn;
stream { upstream db { server postgres:5432; } server { listen 5432; proxy_pass db; } server { listen 6379; proxy_pass redis:6379; } }
http { resolver dns.internal:5353 [fd00::1] valid=5s; server { listen 80; location / { memcached_pass cache:11211; } } }`)
  t.same(names, ['logs.internal', 'dns.internal', 'postgres', 'redis', 'cache'])
  t.same(resolvers, [
    { host: 'dns.internal', port: 5353 },
    { host: 'fd00::1', port: 53 }
  ])
})

t.test('what cannot be played is told', async t => {
  const { remarks } = read(`events {}
stream { server { listen 1; proxy_pass a:1; } }
http { server { listen unix:/x.sock; listen 443 quic;
location /lua { content_by_lua_block { ngx.say("}") } }
location /own { allow 10.0.0.0/8; deny all; proxy_pass http://x; } } }`)
  t.match(
    remarks.map(({ place, text }) => `${place.line} ${text}`),
    [
      '2 what is in stream { … } is started and not asked',
      /^3 unix:\/x.sock is a unix socket/,
      '3 HTTP/3 is not asked',
      '4 content_by_lua_block: what a script does is not read',
      /^5 only some addresses may ask here/
    ]
  )
})

t.test('upstreams of internal locations and of unused blocks are known', async t => {
  const { upstreams } = readHttp(`upstream spare { server s:1; }
server { listen 80; location = /auth { internal; proxy_pass http://auth; } location /old { proxy_pass http://unix:/run/app.sock:/x/; } }`)
  t.same(
    upstreams.map(({ name }) => name),
    ['auth', 'unix:/run/app.sock', 's:1']
  )
})

t.test('it tells its own from the configurations of others', async t => {
  const known = (text: string) => nginxDialect.recognises('/x', textFiles({ '/x': text })) !== undefined
  for (const text of [
    'user www-data;\nevents { }\n',
    '# mine\nserver {\n  listen 80\n}',
    'upstream app {\n  server a;\n}\n',
    'location ~ \\.php$ {\n}\n',
    '  proxy_pass http://app;\n',
    'map $a $b {\n  default 1;\n}\n',
    'daemon on; pid /run/x.pid; events{} http { server { listen 80; } }\n'
  ]) {
    t.ok(known(text), text)
  }
  for (const text of [
    'global\n  daemon\nfrontend web\n  bind :80\n  default_backend app\n',
    'example.com {\n  reverse_proxy app:3000\n}\n',
    'Listen 80\n<VirtualHost *:80>\n  ProxyPass / http://app/\n</VirtualHost>\n',
    'vcl 4.1;\nbackend default {\n  .host = "app";\n}\nsub vcl_recv {\n}\n',
    'services:\n  web: { image: nginx }\n',
    'int main() {\n  return 0;\n}\n',
    ''
  ]) {
    t.notOk(known(text), text)
  }
})

t.test('an error page that only production has is made up, and one that the site itself lacks is not', async t => {
  const pages = (error: string, others = {}) =>
    read(
      `events {}\nhttp { server { listen 80; root /srv/app; ${error} location / { proxy_pass http://a; } } }`,
      others
    )
      .needs.filter(need => need.kind === 'file')
      .map(need => ('path' in need ? need.path : ''))
  t.same(pages('error_page 502 504 /50x.html; location = /50x.html { root /srv/errors; }'), ['/srv/errors/50x.html'])
  t.same(pages('error_page 502 /e/502.html; location /e/ { alias /srv/errors/; }'), ['/srv/errors/502.html'])
  t.same(pages('error_page 502 /50x.html; location = /50x.html { root /app/html; }'), [])
  t.same(pages('error_page 502 /50x.html;'), [], 'it leads to the upstream')
  t.same(pages('error_page 502 =200 /sorry; location = /sorry { return 200 sorry; }'), [])
  t.same(pages('error_page 502 @down; location @down { return 503; }'), [])
})
