import t from 'tap'
import { inShort } from '../haproxy/in-memory.js'
import { readText } from './in-memory.js'

const CASES: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'a site without braces is the whole file',
    'example.com\n\nreverse_proxy localhost:3000\n',
    ['/: GET https://example.com:443/ -> localhost:3000']
  ],
  [
    'several addresses over several lines, and one that needs no certificate',
    'a.example,\nb.example:8443 {\n reverse_proxy app:80\n}\nhttp://c.example {\n reverse_proxy other\n}\n',
    ['a.example/: GET https://a.example:443/ -> app:80', 'c.example/: GET http://c.example:80/ -> other']
  ],
  [
    'a port alone speaks plain HTTP, until a site with a name shares it',
    ':8080 {\n reverse_proxy app:80\n}\n:443 {\n reverse_proxy all:80\n}\nshop.example {\n reverse_proxy shop:80\n}\n',
    [
      'localhost/: GET http://localhost:8080/ -> app:80',
      'localhost/ on :443: GET https://localhost:443/ -> all:80',
      'shop.example/: GET https://shop.example:443/ -> shop:80'
    ]
  ],
  [
    'a path before the upstream; what is done first is what has the longer path',
    ':80 {\n reverse_proxy web:80\n reverse_proxy /api/* api:80\n reverse_proxy /api/v2/* v2:80\n reverse_proxy /exact exact:80\n}\n',
    [
      '/: GET http://localhost:80/ -> web:80',
      '/api/: GET http://localhost:80/api/ -> api:80',
      '/api/v2/: GET http://localhost:80/api/v2/ -> v2:80',
      '/exact: GET http://localhost:80/exact -> exact:80'
    ]
  ],
  [
    'inside of handle_path the path is shorter',
    ':80 {\n handle_path /api/* {\n  handle /v1/* {\n   reverse_proxy one:80\n  }\n  handle {\n   reverse_proxy rest:80\n  }\n }\n handle {\n  file_server\n }\n}\n',
    ['/api/v1/: GET http://localhost:80/api/v1/ -> one:80', '/api/: GET http://localhost:80/api/ -> rest:80']
  ],
  [
    'named matchers: fields, methods, hosts, expressions for paths, and what is not',
    `:80 {
      @ws {
        header Connection *Upgrade*
        header Upgrade websocket
      }
      @write method POST PUT
      @shop host shop.example
      @numbers path_regexp id ^/item/[0-9]+$
      @not {
        not path /static/*
      }
      handle @ws {
        reverse_proxy live:1
      }
      handle @write {
        reverse_proxy write:1
      }
      handle @shop {
        reverse_proxy shop:1
      }
      handle @numbers {
        reverse_proxy item:1
      }
      handle @not {
        reverse_proxy rest:1
      }
      handle {
        reverse_proxy files:1
      }
    }\n`,
    [
      'localhost/ (Connection: Upgrade): GET http://localhost:80/ [Connection Upgrade Upgrade websocket] -> live:1',
      'POST localhost/: POST http://localhost:80/ -> write:1',
      'shop.example/: GET http://shop.example:80/ -> shop:1',
      'localhost/item/1: GET http://localhost:80/item/1 -> item:1',
      'localhost/: GET http://localhost:80/ -> rest:1'
    ]
  ],
  [
    'snippets with words, and environment variables with what stands for them',
    '(proxy) {\n reverse_proxy {args[0]}:{$PORT:9000} {args[1]}\n}\n{$SITE::8080} {\n import proxy one two:1\n}\n',
    ['/: GET http://localhost:8080/ -> one:9000, two:1']
  ],
  [
    'a redirect, an answer and a rewrite that stand before',
    ':80 {\n redir /old/* /new\n respond /health 200\n rewrite /shop/* /app{uri}\n reverse_proxy /app/* app:1\n reverse_proxy /shop/* never:1\n reverse_proxy /old/* gone:1\n}\n',
    ['/app/: GET http://localhost:80/app/ -> app:1']
  ],
  [
    'route keeps its order, and order moves a word',
    '{\n order respond before handle\n}\n:80 {\n route /r/* {\n  respond /r/no 404\n  reverse_proxy r:1\n }\n respond /x 200\n handle /x {\n  reverse_proxy x:1\n }\n}\n',
    ['/r/: GET http://localhost:80/r/ -> r:1']
  ],
  [
    'a named route is invoked',
    '&(app) {\n reverse_proxy app:1\n}\n:80 {\n invoke app\n}\n',
    ['/: GET http://localhost:80/ -> app:1']
  ]
]

for (const [title, text, routes] of CASES) {
  t.test(title, async t => {
    t.same(inShort(readText(text)), routes)
  })
}

t.test('what only Caddy can tell, or nobody can reach, is said and not played', async t => {
  const text =
    ':80 {\n @old expression {http.request.proto} == "HTTP/1.0"\n reverse_proxy @old old:1\n redir / /shop\n reverse_proxy / gone:1\n reverse_proxy /x {re.x.1}:80\n}\n'
  const { routes, remarks } = readText(text)
  t.same(routes, [])
  t.same(
    remarks.map(({ place, text }) => `${place.line}: ${text}`),
    [
      '3: reverse_proxy: whether expression holds is only known while Caddy runs; not played',
      '5: reverse_proxy: no request was found that gets here; not played',
      '6: reverse_proxy: its upstream is only known while Caddy runs; not played'
    ]
  )
})

t.test('an expression that would keep us busy for ever is not tried', async t => {
  const { routes } = readText(':80 {\n @slow path_regexp ^/(a+)+(a+)+$\n reverse_proxy @slow app:1\n}\n')
  t.same(routes, [])
})
