import t from 'tap'
import type { Role } from '../../../src/configurations/configuration.js'
import { readText } from './in-memory.js'

/** A setting of the only route: its name, its value, and its line. */
function told(text: string, role: Role): string {
  const setting = readText(text).routes[0]?.settings[role]
  const { name, value, place, milliseconds } = setting ?? { name: 'none', value: '' }
  return `${name} ${value} (${milliseconds ?? ''}) ${place?.line ?? 'default'}`
}

const ONE = 'vcl 4.1;\nbackend app { .host = "app"; }\n'

t.test('where nothing is said the parameters of Varnish hold', async t => {
  const roles: readonly Role[] = [
    'connect',
    'read',
    'body',
    'write',
    'keepalive',
    'retry',
    'breaker',
    'head-size',
    'upgrade'
  ]
  t.same(
    roles.map(role => told(ONE, role)),
    [
      'connect_timeout 3.5s (3500) default',
      'first_byte_timeout 60s (60000) default',
      'between_bytes_timeout 60s (60000) default',
      'write limit none (Infinity) default',
      'backend_idle_timeout 60s (60000) default',
      'max_retries 4, and no return (retry) () default',
      'backend_remote_error_holddown 0.25s (250) default',
      'http_resp_hdr_len 8k () default',
      'return (pipe) not for an upgrade () default'
    ]
  )
})

t.test('a backend says its own limits, and a request may have others', async t => {
  const text = `vcl 4.1;
backend app {
  .host = "app";
  .connect_timeout = 500ms;
  .first_byte_timeout = 2 m;
  .between_bytes_timeout = 1.5s;
}
sub vcl_backend_fetch {
  set bereq.first_byte_timeout = 5m;
}
`
  t.equal(told(text, 'connect'), '.connect_timeout 500ms (500) 4')
  t.equal(told(text, 'body'), '.between_bytes_timeout 1.5s (1500) 6')
  t.equal(told(text, 'read'), 'bereq.first_byte_timeout 5m (300000) 9')
})

t.test('probes are found by their name, in their backend, or as the default', async t => {
  const named = 'vcl 4.1;\nprobe p { .url = "/up"; .interval = 10s; }\nbackend app { .host = "app"; .probe = p; }'
  const inside = 'vcl 4.1;\nbackend app { .host = "app"; .probe = { .request = "HEAD /well HTTP/1.1" "Host: app"; } }'
  const byDefault = 'vcl 4.1;\nprobe default { }\nbackend app { .host = "app"; }'
  t.equal(told(named, 'breaker'), '.probe .interval 10s .timeout 2s .window 8 .threshold 3 () 2')
  const health = (text: string) => readText(text).upstreams[0]?.health
  t.same(health(named), { path: '/up', every: 10_000 })
  t.same(health(inside), { path: '/well', every: 5000 })
  t.same(health(byDefault), { path: '/', every: 5000 })
  t.equal(health(ONE), undefined)
})

t.test('what is done with answers and failures: pages, retries, streams', async t => {
  const text = `${ONE}sub vcl_backend_response {
  if (beresp.status >= 500 && beresp.status <= 599) { return (retry); }
  set beresp.do_stream = false;
}
sub vcl_backend_error {
  set beresp.http.Content-Type = "text/html";
}
`
  t.equal(told(text, 'intercept'), 'vcl_backend_response return (retry) for 500 () 4')
  t.equal(told(text, 'retry'), 'return (retry) max_retries 4 () 4')
  t.equal(told(text, 'buffering'), 'beresp.do_stream false () 5')
  t.equal(told(text, 'error-page'), 'vcl_backend_error of its own () 8')
  t.equal(told(ONE, 'intercept'), 'vcl_backend_response lets them pass () default')
  t.equal(
    told(
      `${ONE}sub vcl_backend_response { if (beresp.status >= 500 && bereq.is_bgfetch) { return (abandon); } }`,
      'intercept'
    ),
    'vcl_backend_response lets them pass () default'
  )
})

t.test('an upgrade is piped, with its field or without', async t => {
  const pipe = 'sub vcl_recv { if (req.http.upgrade ~ "(?i)websocket") { return (pipe); } }\n'
  const fields = 'sub vcl_pipe { set bereq.http.upgrade = req.http.upgrade; }\n'
  t.equal(told(ONE + pipe, 'upgrade'), 'return (pipe) without Upgrade () 3')
  t.equal(told(ONE + pipe + fields, 'upgrade'), 'return (pipe) with Upgrade () 3')
  t.equal(told(`${ONE}sub vcl_recv { return (pipe); }`, 'read'), 'pipe_timeout 60s (60000) default')
})
