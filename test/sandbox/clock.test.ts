import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { clockEnvironment, findClock, GET_CLOCK } from '../../src/sandbox/index.js'
import { whyMissing } from '../needs.js'
import { alsoAsOrdinaryUser } from './ordinary-user.js'
import { noSandbox, ran } from './sandboxed.js'

const TIMED = fileURLToPath(new URL('./fixtures/timed-gateway.js', import.meta.url))
const clock = await findClock()
const noClock = clock ? false : `libfaketime is not installed: tools/install-programs faketime. ${GET_CLOCK}`

const NGINX = `user www-data;
events { }
http {
  access_log /var/log/shop/access.log;
  server {
    listen 80;
    location / { proxy_pass http://query-service:8080; }
  }
}
`

const HAPROXY = `global
  user haproxy
  group haproxy
  chroot /var/lib/shop
defaults
  mode http
  timeout connect 5s
  timeout client 5m
  timeout server 60s
listen shop
  bind :80
  server query query-service:8080
`

const MODULES = '/usr/lib/apache2/modules'
const APACHE = `ServerName shop
ServerRoot /etc/apache2
User www-data
Group www-data
Listen 80
PidFile /run/shop.pid
ErrorLog /var/log/shop/error.log
${['mpm_event', 'authz_core', 'proxy', 'proxy_http'].map(name => `LoadModule ${name}_module ${MODULES}/mod_${name}.so`).join('\n')}
ProxyPass / http://query-service:8080/
`

/** The status that a silent upstream leads to after a minute, told by a configuration that does not know of a fast clock. */
const GATEWAYS = [
  { name: 'nginx', at: '/etc/nginx/nginx.conf', text: NGINX, args: ['nginx', '-g', 'daemon off;'], status: 504 },
  {
    name: 'haproxy',
    at: '/etc/haproxy/haproxy.cfg',
    text: HAPROXY,
    args: ['haproxy', '-f', '/etc/haproxy/haproxy.cfg'],
    status: 504
  },
  {
    name: 'apache',
    at: '/etc/apache2/shop.conf',
    text: APACHE,
    args: ['apache2', '-f', 'shop.conf', '-DFOREGROUND'],
    status: 502
  }
]
const MINUTE = 60_000

for (const { name, at, text, args, status } of GATEWAYS) {
  const skip =
    noSandbox || noClock || whyMissing(name) || (name === 'apache' && !existsSync(MODULES) && `no ${MODULES}`)
  t.test(`${name} with its configuration as it is times out sixty times as fast`, { skip }, async t => {
    const parts = {
      files: { [at]: text },
      folders: ['/var/log/shop', '/var/lib/shop'],
      hosts: { 'query-service': '10.0.0.7' }
    }
    const found = await ran(parts, [process.execPath, TIMED, clock?.library ?? '', '60', ...args])
    const answer = JSON.parse(found.output || '{}')
    t.equal(answer.status, status, found.errors)
    t.ok(answer.after >= (MINUTE / 60) * 0.95, `not sooner: ${answer.after} ms`)
    t.ok(answer.after < MINUTE / 4, `much sooner than in a minute: ${answer.after} ms`)
  })
}

t.test('a clock is two variables of the environment, and fractions of a speed are fine', async t => {
  t.match(clockEnvironment({ library: '/lib/clock.so' }, 12.5), { LD_PRELOAD: '/lib/clock.so', FAKETIME: '+0 x12.5' })
})

alsoAsOrdinaryUser(t, import.meta.url)
