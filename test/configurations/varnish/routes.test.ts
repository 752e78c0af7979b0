import t from 'tap'
import { inShort, readText } from './in-memory.js'

const TWO = 'vcl 4.1;\nbackend first { .host = "one"; .port = "8080"; }\nbackend second { .host = "two:81"; }\n'

function routes(recv: string, before = TWO): string[] {
  return inShort(readText(`${before}sub vcl_recv {\n${recv}\n}`))
}

t.test('without a word about backends all goes to the first one, or to the one that is called default', async t => {
  t.same(routes(''), ['/: GET http://localhost/ -> one:8080'])
  t.same(routes('', `${TWO}backend default { .path = "/run/app.sock"; }\n`), [
    '/: GET http://localhost/ -> unix:/run/app.sock'
  ])
})

t.test('conditions are met by an example: paths, hosts, fields, methods, and what must not be', async t => {
  const to = (condition: string) => routes(`if (${condition}) { set req.backend_hint = second; }`)[1]
  t.equal(to('req.url ~ "^/api"'), '/api: GET http://localhost/api -> two:81')
  t.equal(to('req.url == "/exact"'), '/exact: GET http://localhost/exact -> two:81')
  t.equal(to('req.url ~ "\\.(png|jpg)$"'), '/.png: GET http://localhost/.png -> two:81')
  t.equal(to('req.http.host == "shop.example.com"'), 'shop.example.com/: GET http://shop.example.com/ -> two:81')
  t.equal(to('req.http.X-Beta && req.url != "/"'), undefined)
  t.equal(to('req.http.X-Beta'), '/ second: GET http://localhost/ [x-beta 1] -> two:81')
  t.equal(to('req.method == "POST"'), '/ second: POST http://localhost/ -> two:81')
  t.equal(to('(req.url ~ "^/a" || req.url ~ "^/b") && !(req.url ~ "^/a")'), '/b: GET http://localhost/b -> two:81')
  t.equal(to('req.http.host ~ "(?i)^WWW\\.two$"'), 'WWW.two/: GET http://WWW.two/ -> two:81')
})

t.test('nested conditions, subroutines of its own, and a request that was changed before', async t => {
  const own = `${TWO}sub choose { if (req.url ~ "^/v1/") { set req.backend_hint = second; } }\n`
  t.same(routes('if (req.http.host ~ "^api\\.") { call choose; } else { set req.backend_hint = first; }', own), [
    'localhost/: GET http://localhost/ -> one:8080',
    'api./v1/: GET http://api./v1/ -> two:81'
  ])
  t.same(routes('set req.url = regsub(req.url, "^/old", "/new"); if (req.url ~ "^/new") { return (synth(404)); }'), [
    '/: GET http://localhost/ -> one:8080'
  ])
})

t.test('what Varnish answers by itself is gone round', async t => {
  const redirect = 'if (req.http.X-Forwarded-Proto !~ "(?i)https") { return (synth(301, "Moved")); }'
  t.same(routes(redirect), ['/: GET http://localhost/ [x-forwarded-proto https] -> one:8080'])
  t.same(routes('return (synth(503));'), [])
})

t.test('what is passed is a route beside what is looked up in the cache', async t => {
  t.same(routes('if (req.url ~ "^/admin") { return (pass); }'), [
    '/: GET http://localhost/ -> one:8080',
    '/admin: GET http://localhost/admin -> one:8080'
  ])
  t.same(routes('if (req.http.Cookie) { return (pass); }'), ['/: GET http://localhost/ -> one:8080'])
})

t.test('who may ask is told by the address of the client, which is on this machine', async t => {
  const acl = `${TWO}acl office { "localhost"; }\nacl far { "192.0.2.0"/24; }\n`
  const guarded = (name: string) =>
    routes(
      `if (req.url ~ "^/a") { if (client.ip !~ ${name}) { return (synth(403)); } set req.backend_hint = second; }`,
      acl
    )
  t.equal(guarded('office').length, 2)
  t.equal(guarded('far').length, 1)
})

t.test('a director leads to all of its backends, those of directors in it too', async t => {
  const text = `${TWO}backend third { .host = "three"; }
sub vcl_init {
  new both = directors.round_robin(); both.add_backend(first); both.add_backend(second);
  new all = directors.fallback(); all.add_backend(third); all.add_backend(both.backend());
}
`
  t.same(routes('set req.backend_hint = all.backend();', text), [
    '/: GET http://localhost/ -> three:80, one:8080, two:81'
  ])
})

t.test('what the request towards the backend says comes last', async t => {
  const text = `${TWO}sub vcl_backend_fetch { if (bereq.url ~ "^/x") { set bereq.backend = second; } }\n`
  t.same(routes('', text), ['/: GET http://localhost/ -> one:8080', '/x: GET http://localhost/x -> two:81'])
})

t.test('what only Varnish can tell, and what is never reached, is remarked', async t => {
  const { remarks } = readText(
    `${TWO}import geoip;\nsub vcl_recv { if (geoip.country(client.ip) == "AT") { set req.backend_hint = second; } }`
  )
  const texts = remarks.map(({ text, place }) => `${place.line}: ${text}`)
  t.match(
    texts.join('\n'),
    /1: where Varnish listens[\s\S]*4: import geoip[\s\S]*5: .* only known while Varnish runs[\s\S]*3: backend second: no request/
  )
})

t.test('a condition that would keep us busy for ever is not tried', async t => {
  t.same(routes('if (req.url ~ "^/(a+)+(a+)+$") { set req.backend_hint = second; }').length, 1)
})
