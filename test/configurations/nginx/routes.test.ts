import t from 'tap'
import { read, readHttp, ways } from './texts.js'

function server(lines: string): string[] {
  return ways(readHttp(`server { listen 80; ${lines} }`))
}

t.test('a single-page app with an API: only what leads to an upstream is a route', async t => {
  const configuration = readHttp(`
upstream api { server api-1:8080; server api-2:8080 backup; server api-3:8080 down; }
server { listen 80; server_name example.com; return 301 https://$host$request_uri; }
server {
  listen 443 ssl; listen [::]:443 ssl; server_name example.com;
  root /srv/app;
  location / { try_files $uri /index.html; }
  location /api/ {
    proxy_pass http://api/;
    location ~ ^/api/v\\d+/reports { proxy_pass http://reports.internal; }
  }
  location = /login { proxy_pass https://login.internal/sso; }
  location ^~ /static/ { expires 1d; }
}`)
  t.same(ways(configuration), [
    '/api/: https://example.com:443/api/ -> http api-1:8080, http api-2:8080',
    '~ ^/api/v\\d+/reports: https://example.com:443/api/v1/reports -> http reports.internal:80',
    '= /login: https://example.com:443/login -> https login.internal:443'
  ])
  t.same(
    configuration.upstreams.map(({ name }) => name),
    ['api-1:8080', 'api-2:8080', 'api-3:8080', 'reports.internal', 'login.internal']
  )
})

t.test('WordPress over FastCGI: what is no file goes to index.php, which must be there', async t => {
  const configuration = readHttp(`server {
  listen 80; root /var/www/html; index index.php;
  location / { try_files $uri $uri/ /index.php?$args; }
  location ~ \\.php$ { try_files $uri =404; include fastcgi_params; fastcgi_pass unix:/run/php/php-fpm.sock; }
  location ~ /\\.ht { deny all; }
}`)
  t.same(ways(configuration), [
    '/: http://localhost:80/gatecrash -> fastcgi unix:/run/php/php-fpm.sock',
    '~ \\.php$: http://localhost:80/index.php -> fastcgi unix:/run/php/php-fpm.sock'
  ])
  t.match(configuration.upstreams, [{ socket: '/run/php/php-fpm.sock', protocol: 'fastcgi' }])
  t.ok(configuration.needs.some(need => need.kind === 'file' && need.path === '/var/www/html/index.php'))
  t.same(configuration.remarks, [])
})

t.test('FastCGI over TCP, uWSGI, SCGI and gRPC are told apart', async t => {
  t.same(
    server(`location ~ \\.php { fastcgi_pass php:9000; } location /u { uwsgi_pass u:1; } location /s { scgi_pass s:2; }
    location /g { grpc_pass g:3; } location /gs { grpc_pass grpcs://g:4; }`),
    [
      '~ \\.php: http://localhost:80/index.php -> fastcgi php:9000',
      '/u: http://localhost:80/u -> uwsgi u:1',
      '/s: http://localhost:80/s -> scgi s:2',
      '/g: http://localhost:80/g -> grpc g:3',
      '/gs: http://localhost:80/gs -> grpcs g:4'
    ]
  )
})

t.test('a path is one that no better location takes away', async t => {
  t.same(
    server(`location / { proxy_pass http://a; } location = / { return 204; } location /img { proxy_pass http://b; }
    location ~* ^/img/?$ { return 404; } location ~ ^/(v1|v2)/users/[0-9]+$ { proxy_pass http://c; } location = /v1/users/1 { return 404; }`),
    [
      '/: http://localhost:80/gatecrash -> http a:80',
      '/img: http://localhost:80/img/gatecrash -> http b:80',
      '~ ^/(v1|v2)/users/[0-9]+$: http://localhost:80/v2/users/1 -> http c:80'
    ]
  )
})

t.test('a location that no request of ours reaches is told', async t => {
  const { routes, remarks } = readHttp(
    'server { listen 80; location /a { proxy_pass http://a; } location ~ ^/a { return 204; } }'
  )
  t.same(routes, [])
  t.match(remarks, [{ place: { line: 3 }, text: 'no request was found that leads to http://a from here' }])
})

t.test('variables are followed through set and map, each branch of which is an upstream', async t => {
  const configuration = readHttp(`resolver 127.0.0.11 valid=30s;
map $http_x_canary $pool { default stable; ~^(1|yes)$ canary; }
upstream stable { server s:1; } upstream canary { server c:1; }
server { listen 80;
  location /a { set $backend http://app:8080; proxy_pass $backend; }
  location /b { proxy_pass http://$pool; }
  location /c { proxy_pass http://$arg_to; }
}`)
  t.same(ways(configuration), ['/a: http://localhost:80/a -> http app:8080', '/b: http://localhost:80/b -> http s:1'])
  t.same(
    configuration.upstreams.map(({ name }) => name),
    ['app:8080', 's:1', 'c:1']
  )
  t.same(configuration.resolvers, [{ host: '127.0.0.11', port: 53 }])
  t.match(configuration.remarks.at(-1)?.text, 'depends on the request ($arg_to)')
})

t.test('an if with a pass is a route with what its condition asks for', async t => {
  t.same(
    server(`location /x { if ($http_upgrade = "websocket") { proxy_pass http://ws; } proxy_pass http://plain; }
    location /m { if ($request_method = POST) { proxy_pass http://writer; } proxy_pass http://reader; }
    location /f { if (!-f $request_filename) { proxy_pass http://app; } }
    location /k { if ($http_x_key != "abc") { return 403; } proxy_pass http://locked; }
    location /p { limit_except POST { deny all; } proxy_pass http://poster; }`),
    [
      '/x: http://localhost:80/x -> http plain:80',
      '/x if ($http_upgrade = websocket): http://localhost:80/x [upgrade websocket connection upgrade] -> http ws:80',
      '/m: http://localhost:80/m -> http reader:80',
      '/m if ($request_method = POST): POST http://localhost:80/m -> http writer:80',
      '/f: http://localhost:80/f -> http app:80',
      '/f if (!-f $request_filename): http://localhost:80/f -> http app:80',
      '/k: http://localhost:80/k [x-key abc] -> http locked:80',
      '/p: POST http://localhost:80/p -> http poster:80'
    ]
  )
})

t.test(
  'names are reached by try_files and error_page, other locations by rewrite; internal ones by nobody',
  async t => {
    t.same(
      server(`location @app { proxy_pass http://app; } location /t { try_files $uri @app; } location /e { error_page 404 = @app; }
    location /old { rewrite ^/old/(.*)$ /new/$1 last; } location /new { proxy_pass http://fresh; }
    location /in { internal; proxy_pass http://secret; }
    location /two { proxy_pass http://first; error_page 502 504 = @app; }`),
      [
        '/t: http://localhost:80/t/gatecrash -> http app:80',
        '/e: http://localhost:80/e -> http app:80',
        '/old: http://localhost:80/old/gatecrash -> http fresh:80',
        '/new: http://localhost:80/new -> http fresh:80',
        '/two: http://localhost:80/two -> http first:80, http app:80'
      ]
    )
  }
)

t.test('hosts lead where nginx takes them: by name, mask, expression, or to the default server', async t => {
  const to = (name: string) => `location / { proxy_pass http://${name}; }`
  t.same(
    ways(
      readHttp(`server { listen 80; server_name _; ${to('any')} } server { listen 80; server_name shop.test www.shop.test; ${to('shop')} }
      server { listen 80; server_name *.wild.test; ${to('wild')} } server { listen 80; server_name ~^(?<sub>\\w+)\\.re\\.test$; ${to('$sub.internal')} }
      server { listen 81 default_server; ${to('other')} }`)
    ),
    [
      'localhost/ on 80: http://localhost:80/ -> http any:80',
      'shop.test/: http://shop.test:80/ -> http shop:80',
      'www.wild.test/: http://www.wild.test:80/ -> http wild:80',
      'a.re.test/: http://a.re.test:80/ -> http a.internal:80',
      'localhost/ on 81: http://localhost:81/ -> http other:80'
    ]
  )
})

t.test('a server of which another one takes every host is told, not guessed at', async t => {
  const { routes, remarks } = readHttp(
    `server { listen 80; location / { return 204; } } server { listen 80; location / { proxy_pass http://x; } }`
  )
  t.same(routes, [])
  t.match(remarks, [{ text: 'no host leads to this server on port 80: another one comes first' }])
})

t.test('a server that speaks both has a route for each, unless it sends the plain one away', async t => {
  const both = (lines: string) =>
    ways(readHttp(`server { listen 80; listen 443 ssl; ${lines} location / { proxy_pass http://x; } }`))
  t.same(both(''), ['/ on 80: http://localhost:80/ -> http x:80', '/ on 443: https://localhost:443/ -> http x:80'])
  t.same(both('if ($scheme = http) { return 301 https://$host$request_uri; }'), [
    '/: https://localhost:443/ -> http x:80'
  ])
})

t.test('listeners are taken apart', async t => {
  const listener = (listen: string) =>
    readHttp(`server { listen ${listen}; location / { proxy_pass http://x; } }`).routes[0]?.listener
  t.match(listener('*:81 proxy_protocol'), {
    host: '0.0.0.0',
    port: 81,
    tls: false,
    proxyProtocol: true,
    place: { line: 3 }
  })
  t.match(listener('[::1]:82'), { host: '::1', port: 82 })
  t.match(listener('127.0.0.2'), { host: '127.0.0.2', port: 80 })
  t.match(listener('localhost:8443 ssl http2'), { host: 'localhost', port: 8443, tls: true })
  t.equal(listener('unix:/run/x.sock'), undefined)
})

t.test('a question for a password is answered', async t => {
  const { routes, needs, start } = read(
    'events {} http { server { listen 80; auth_basic x; auth_basic_user_file htpasswd; location / { proxy_pass http://x; } location /open { auth_basic off; proxy_pass http://x; } } }',
    { htpasswd: 'me:secret' }
  )
  t.same(
    routes.map(({ fields }) => fields[0]),
    ['authorization', undefined]
  )
  t.ok(needs.some(need => need.kind === 'file' && need.path === '/etc/nginx/htpasswd'))
  t.match(start.written, [{ at: '/etc/nginx/htpasswd', text: 'gatecrash:{PLAIN}' }])
})

t.test('what is larger than anybody has is refused', async t => {
  t.throws(() => readHttp(`server { ${'location /a { }\n'.repeat(5001)} }`), {
    message: /at most 5000 servers and locations/
  })
})

t.test('a server without listen has the port that nginx takes when it is not root', async t => {
  t.same(ways(readHttp('server { location / { proxy_pass http://app; } }')), [
    '/: http://localhost:8000/ -> http app:80'
  ])
})

t.test('what a server tries where no location fits leads to an upstream, too', async t => {
  const lines = 'root /srv/shop; try_files $uri @puma; location @puma { proxy_pass http://puma; }'
  t.same(server(lines), ['/: http://localhost:80/gatecrash -> http puma:80'])
  t.same(server(`${lines} location / { return 404; }`), [])
})
