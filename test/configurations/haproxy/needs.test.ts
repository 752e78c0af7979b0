import t from 'tap'
import type { Need } from '../../../src/configurations/configuration.js'
import { readText } from './in-memory.js'

/** Needs without their places: kind and path or name. */
function short(needs: readonly Need[]): string[] {
  return needs.map(need => `${need.kind} ${'path' in need ? need.path : need.name}`)
}

t.test('the folders and users of a global section', async t => {
  const text = `global
  chroot /var/lib/haproxy
  stats socket /run/haproxy/admin.sock mode 660 group ops
  stats socket ipv4@127.0.0.1:9999 level admin
  pidfile /run/haproxy.pid
  user haproxy
  group haproxy
  lua-load /etc/haproxy/auth.lua
  ssl-dh-param-file /etc/ssl/dh.pem
`
  t.same(short(readText(text).needs), [
    'folder /var/lib/haproxy',
    'folder /run/haproxy',
    'group ops',
    'folder /run',
    'user haproxy',
    'group haproxy',
    'file /etc/haproxy/auth.lua',
    'dh-parameters /etc/ssl/dh.pem'
  ])
})

t.test('certificates, with the folders that the configuration puts before them', async t => {
  const text = `global
  crt-base /etc/ssl/private
  ca-base /etc/ssl/certs
frontend f
  bind :443 ssl crt site.pem crt /etc/haproxy/certs/ crt-list /etc/haproxy/list.txt
  bind :444 ssl crt other.pem ca-file clients.pem verify optional
backend b
  server s app:443 ssl ca-file @system-ca crt client.pem
`
  const { needs } = readText(text)
  t.same(short(needs), [
    'certificate /etc/ssl/private/site.pem',
    'certificate /etc/haproxy/certs/gatecrash.pem',
    'file /etc/haproxy/list.txt',
    'certificate /etc/haproxy/list.txt.pem',
    'certificate /etc/ssl/private/other.pem',
    'certificate /etc/ssl/certs/clients.pem',
    'certificate /etc/ssl/private/client.pem'
  ])
  t.match(needs[2], { text: '/etc/haproxy/list.txt.pem\n', place: { line: 5 } })
})

t.test('a list of certificates that is there is read, a folder with certificates needs none', async t => {
  const text = 'frontend f\n bind :443 ssl crt-list /etc/haproxy/list.txt crt /etc/haproxy/certs\n'
  const others = { '/site/list.txt': '# ours\n/etc/ssl/a.pem [alpn h2] a.example\n', '/site/certs/b.pem': '' }
  t.same(short(readText(text, others).needs), ['certificate /etc/ssl/a.pem'])
})

t.test('a page that is missing is an answer with its status, as it goes over the wire', async t => {
  const text = `http-errors site
  errorfile 404 /pages/404.http
defaults
  mode http
  errorfile 503 /etc/haproxy/errors/503.http
frontend f
  http-request return status 200 content-type text/plain file /srv/ok.txt if { path /ok }
  http-error status 502 errorfile /pages/502.http
`
  const { needs } = readText(text)
  t.match(needs, [
    { kind: 'file', path: '/pages/404.http', text: /^HTTP\/1\.0 404 Not Found\r\n/ },
    {
      kind: 'file',
      path: '/etc/haproxy/errors/503.http',
      text: /^HTTP\/1\.0 503 Service Unavailable\r\n(.*\r\n)+\r\n<html>/
    },
    { kind: 'file', path: '/srv/ok.txt' },
    { kind: 'file', path: '/pages/502.http', text: /^HTTP\/1\.0 502 / }
  ])
})

t.test('lists and maps are needed as files, each once', async t => {
  const text = `frontend f
  acl bad src -f /etc/haproxy/bad.lst
  use_backend %[req.hdr(host),map(/etc/haproxy/hosts.map,web)]
  http-request deny if { path -m beg -f /etc/haproxy/bad.lst }
`
  t.same(short(readText(text).needs), ['file /etc/haproxy/bad.lst', 'file /etc/haproxy/hosts.map'])
})

t.test('relative paths count from the working directory, or from where default-path says', async t => {
  const line = 'defaults\n errorfile 503 503.http\n'
  t.match(readText(line).needs, [{ path: `${process.cwd()}/503.http` }])
  t.match(readText(`global\n default-path config\n${line}`).needs, [{ path: '/site/503.http' }])
  t.match(readText(`global\n default-path origin /srv\n${line}`).needs, [{ path: '/srv/503.http' }])
})

t.test('the given folder is shown where the configuration expects its own', async t => {
  const shown = (text: string) => readText(text).start.shown
  t.same(shown('defaults\n errorfile 503 /etc/haproxy/errors/503.http\n'), [{ from: '/site', at: '/etc/haproxy' }])
  t.same(shown('global\n # see /etc/haproxy/README\n lua-load /usr/local/etc/haproxy/a.lua\n'), [
    { from: '/site', at: '/usr/local/etc/haproxy' }
  ])
  t.same(shown('defaults\n mode http\n'), [])
})

t.test('names that must be found beside those of upstreams', async t => {
  const text = `global
  log logs.example:514 local0
  log /dev/log local1
  log 10.0.0.1 local2
  log stdout format raw local0
peers mates
  peer one lb1:1024
  peer two 10.0.0.2:1024
mailers smtp
  mailer m mail.example:25
resolvers r
  nameserver a udp@10.0.0.53:53
  nameserver b dns.example:5353
listen l
  server a app:80
  server b sick:80 disabled
  server c _http._tcp.app.example resolvers r
`
  const { names, resolvers } = readText(text)
  t.same(names, ['dns.example', 'lb1', 'logs.example', 'mail.example', 'sick'])
  t.same(resolvers, [
    { host: '10.0.0.53', port: 53 },
    { host: 'dns.example', port: 5353 }
  ])
})

t.test('more connections than a machine for tests has descriptors for are not asked for', async t => {
  t.same(readText('global\n  maxconn 40000\n').start.args.slice(-3), ['-n', '400', '-db'])
  t.notOk(readText('global\n  maxconn 100\ndefaults\n  maxconn 9000\n').start.args.includes('-n'))
})
