import t from 'tap'
import { cellsOf } from '../../src/check/cells.js'
import { FAILURES } from '../../src/check/failures.js'
import type { Configuration } from '../../src/configurations/configuration.js'
import { readHttp } from '../configurations/nginx/texts.js'

const ALL = () => true

function playedOn(configuration: Configuration, chosen: (route: string, failure: string) => boolean = ALL): string[] {
  return cellsOf(configuration, chosen).map(({ failure }) => FAILURES[failure]?.id ?? '')
}

t.test('a route in front of a name is put to every failure', async t => {
  const played = playedOn(readHttp('server { listen 80; location / { proxy_pass http://app:3000; } }'))
  t.same(played.toSorted(), FAILURES.map(({ id }) => id).toSorted())
})

t.test('the control comes first, and then what takes longest', async t => {
  const played = playedOn(
    readHttp('server { listen 80; location / { proxy_pass http://app:3000; proxy_read_timeout 10m; } }')
  )
  t.equal(played[0], 'ok')
  t.ok(['hang', 'POST hang', 'stalled-head', 'dripping-head'].includes(played[1] ?? ''))
  t.ok(played.indexOf('refused') > played.indexOf('connect-timeout'))
})

t.test('an address cannot move, and a unix socket drops no SYN', async t => {
  t.notOk(playedOn(readHttp('server { listen 80; location / { proxy_pass http://10.0.0.7:3000; } }')).includes('moved'))
  const socket = playedOn(readHttp('server { listen 80; location / { proxy_pass http://unix:/run/app.sock; } }'))
  t.notOk(socket.includes('moved'))
  t.notOk(socket.includes('connect-timeout'))
  t.ok(socket.includes('refused'))
})

t.test('FastCGI has no WebSocket', async t => {
  const played = playedOn(
    readHttp('server { listen 80; root /srv; location ~ \\.php$ { fastcgi_pass 127.0.0.1:9000; } }')
  )
  t.ok(played.includes('hang'))
  t.notOk(played.includes('websocket'))
})

t.test('what was not chosen is not played, but for the control of a route that is', async t => {
  const two = readHttp(
    'server { listen 80; location /a { proxy_pass http://a; } location /b { proxy_pass http://b; } }'
  )
  const cells = cellsOf(two, (route, failure) => route === '/b' && failure === 'hang')
  t.same(
    cells.map(({ route, failure }) => [two.routes[route]?.id, FAILURES[failure]?.id]),
    [
      ['/b', 'ok'],
      ['/b', 'hang']
    ]
  )
})
