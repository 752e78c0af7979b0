import type { RouteSeen } from './route-seen.js'

/** Lines to type, by product; `any` for one that has no words for it. */
export type Remedy = Readonly<{ any: string } & Partial<Record<string, string>>>

// Apache httpd has no remarks behind a directive: there they stand in a line of their own.

/** The usual fix for each finding, as each product writes it. */
const REMEDIES = {
  'hides-the-cause': {
    nginx: `error_page 500 502 503 504 /50x.html;   # no "=" and no "=200" before the page: the status stays
location = /50x.html { internal; root /usr/share/nginx/html; }   # and the file is there`,
    haproxy: 'errorfile 502 /etc/haproxy/errors/502.http   # its first line is the status that clients get',
    apache: `# a path: a whole URL makes a redirect of it
ErrorDocument 502 /errors/502.html
ProxyPass /errors/ !`,
    caddy: `handle_errors {
  respond "{err.status_code} {err.status_text}" {err.status_code}
}`,
    varnish: 'sub vcl_backend_error { return (deliver); }   # beresp.status stays as it is',
    any: '# let the status of the failure stand, whatever page comes with it'
  },
  'intercepts-the-application': {
    nginx: 'proxy_intercept_errors off;',
    haproxy:
      '# take out the "http-response return" or "http-response set-status" that matches what the application says',
    apache: 'ProxyErrorOverride Off',
    caddy: '# take the handle_response for this status out of reverse_proxy',
    varnish: '# in vcl_backend_response: no "return (error(...))" for a status of the application',
    any: '# let the answers of the application pass as they are'
  },
  'sends-twice': {
    nginx: 'proxy_next_upstream error timeout;   # without non_idempotent',
    haproxy: 'http-request disable-l7-retry if METH_POST',
    apache: 'ProxySet balancer://NAME maxattempts=0',
    caddy: `lb_retry_match {
  method GET HEAD OPTIONS
}`,
    varnish: 'if (bereq.method == "GET" || bereq.method == "HEAD") { return (retry); }   # and for nothing else',
    any: '# try again only what may be done twice: GET, HEAD, OPTIONS, PUT, DELETE'
  },
  'cut-without-trace': {
    nginx: '# let the application send Content-Length: without it the end of the connection is the end of the answer',
    any: '# let the application send Content-Length: a length that is not reached cannot be passed on as whole'
  },
  'raw-bytes': {
    nginx: '# no directive refuses it: make sure that the port speaks HTTP, with a health check that expects a status',
    any: '# make sure that the port speaks HTTP, with a health check that expects a status'
  },
  'retries-multiply': {
    nginx: `proxy_next_upstream_tries 2;
proxy_next_upstream_timeout 10s;   # no new try after so long`,
    haproxy: `retries 1
timeout connect 2s`,
    apache: `# the first member and no other; and a limit for it
ProxySet balancer://NAME maxattempts=0
BalancerMember http://app:8080 connectiontimeout=2`,
    caddy: `lb_retries 1
lb_try_duration 10s`,
    varnish: 'varnishd … -p max_retries=1',
    any: '# fewer tries, or a limit for all of them together'
  },
  'small-head': {
    nginx: `proxy_buffer_size 32k;
proxy_buffers 8 32k;`,
    haproxy: `global
    tune.bufsize 65536`,
    apache: 'ProxyPass / http://app:8080/ responsefieldsize=32768',
    caddy: `transport http {
  max_response_header 64KB
}`,
    varnish: 'varnishd … -p http_resp_hdr_len=32k -p http_resp_size=64k',
    any: '# a larger limit for the head of an answer'
  },
  'keep-alive-longer': {
    nginx: 'keepalive_timeout 4s;   # in upstream { }, and below that of the application',
    haproxy:
      'server app app:8080 pool-purge-delay 2s   # below the idle limit of the application; or: http-reuse never',
    apache: `# below the idle limit of the application
ProxyPass / http://app:8080/ ttl=4`,
    caddy: `transport http {
  keepalive 4s
}`,
    varnish: 'varnishd … -p backend_idle_timeout=4',
    any: '# an idle limit below that of the application'
  },
  'one-refusal-takes-it-away': {
    nginx: 'server app:8080 max_fails=0;',
    haproxy: 'server app app:8080 check inter 2s fall 3 rise 1   # without on-error mark-down',
    apache: `# and no forcerecovery=Off in a balancer
ProxyPass / http://app:8080/ retry=0`,
    caddy: 'max_fails 3   # or no fail_duration at all',
    varnish: 'varnishd … -p backend_remote_error_holddown=0 -p backend_local_error_holddown=0',
    any: '# an upstream that is the only one is never left alone'
  },
  'no-upgrade': {
    nginx: `map $http_upgrade $connection_upgrade { default upgrade; '' close; }   # in http { }
proxy_http_version 1.1;
proxy_set_header Upgrade $http_upgrade;
proxy_set_header Connection $connection_upgrade;`,
    haproxy: `timeout tunnel 1h   # and no "option httpclose", no "del-header upgrade"`,
    apache: 'ProxyPass /ws http://app:8080/ws upgrade=websocket',
    caddy: '# take out the header_up lines for Connection and Upgrade',
    varnish: `sub vcl_recv { if (req.http.upgrade ~ "(?i)websocket") { return (pipe); } }
sub vcl_pipe {
  set bereq.http.upgrade = req.http.upgrade;
  set bereq.http.connection = req.http.connection;
}`,
    any: '# pass the fields Upgrade and Connection on'
  },
  'asks-the-name-once': {
    nginx: `resolver 127.0.0.11 valid=10s;   # the name server of your network
set $application app:8080;
proxy_pass http://$application;   # a name in a variable is looked up again`,
    haproxy: `resolvers dns
    nameserver one 127.0.0.11:53
backend app
    server app app:8080 check resolvers dns init-addr last,libc,none`,
    apache: 'ProxyPass / http://app:8080/ disablereuse=On',
    caddy: `reverse_proxy {
  dynamic a app 8080
}`,
    varnish: '# load the VCL again when the address has changed, or take vmod_dynamic',
    any: '# look the name up again while it runs'
  },
  'ladder-total': {
    nginx: `proxy_read_timeout 5s;   # a single try
proxy_next_upstream_timeout 15s;   # all of them`,
    caddy: `lb_try_duration 15s
transport http {
  response_header_timeout 5s
}`,
    any: '# a single try must be shorter than all of them together'
  },
  'status-misleads': {
    apache: '# this is how it is made: a read limit gives 502; in its log AH01102 with (70007) tells it from a crash',
    varnish: '# this is how it is made: every failed fetch is 503; FetchError in varnishlog tells which it was',
    any: '# alert on the reason in the log, or on how long it took, and not on the status alone'
  },
  'loses-the-refusal': {
    nginx: 'client_max_body_size 10m;   # what the application takes',
    apache: `# what the application takes
LimitRequestBody 10485760`,
    caddy: `request_body {
  max_size 10MB
}`,
    haproxy: 'http-request deny status 413 if { req.body_size gt 10485760 }   # what the application takes',
    any: '# refuse at the gateway what the application refuses'
  },
  'small-uploads': {
    nginx: 'client_max_body_size 20m;   # where large uploads are meant to pass',
    apache: `# where large uploads are meant to pass
LimitRequestBody 20971520`,
    any: '# a larger limit, where large uploads are meant to pass'
  },
  'not-reached': {
    any: '# let the check ask for what leads to the application: another path, Host, or credentials'
  }
} as const satisfies Record<string, Remedy>

/** The usual fix for a finding on a route, in the words of its product. */
export function remedyFor(id: keyof typeof REMEDIES, { product, route }: RouteSeen): string {
  const remedy: Remedy = REMEDIES[id]
  const protocol = route.upstreams[0]?.protocol ?? 'http'
  if (id === 'small-head' && product === 'apache' && !protocol.startsWith('http')) return BUILT_IN
  return inProtocol(remedy[product] ?? remedy.any, product, protocol)
}

/** Apache reads what is no HTTP line by line, into a buffer whose size nothing changes. */
const BUILT_IN = '# no directive changes it: let the application send less in one field'

/** nginx has its words once more for each protocol: fastcgi_read_timeout. */
export function inProtocol(lines: string, product: string, protocol: string): string {
  if (product !== 'nginx' || protocol.startsWith('http')) return lines
  const prefix = protocol.startsWith('grpc') ? 'grpc' : protocol
  const known = prefix === 'grpc' ? lines.replace(/\n?proxy_buffers .*/, '') : lines
  return known.replaceAll(/\bproxy_(?!http_version\b)/g, `${prefix}_`)
}
