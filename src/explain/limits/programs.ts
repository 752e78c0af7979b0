import { limitsOfProduct as of } from './limit.js'

/** Limits of gateways and application servers that one installs. */
export const PROGRAM_LIMITS = [
  ...of('nginx', 'nginx.org, ngx_http_proxy_module, ngx_http_upstream_module', [
    [60, 'proxy_read_timeout, proxy_send_timeout, proxy_connect_timeout', '504'],
    [60, 'keepalive_timeout of the upstream block', 'no error: an idle connection is closed'],
    [75, 'keepalive_timeout towards clients', 'no error: an idle connection is closed'],
    [10, 'fail_timeout: a server that failed is left out', '502 "no live upstreams"']
  ]),
  ...of('ingress-nginx', 'kubernetes.github.io/ingress-nginx, annotations', [
    [60, 'proxy-read-timeout, proxy-send-timeout', '504'],
    [5, 'proxy-connect-timeout; with its three tries 15 s', '504']
  ]),
  ...of('Envoy', 'envoyproxy.io, route timeout, cluster connect_timeout', [
    [15, 'timeout of the route: the whole answer', '504 UT'],
    [5, 'connect_timeout of the cluster', '503 UF'],
    [300, 'stream_idle_timeout', '408 or 504 SI']
  ]),
  ...of('Apache httpd', 'httpd.apache.org, core and mod_proxy', [
    [60, 'ProxyTimeout, TimeOut', '502 or 504, by module'],
    [60, 'retry: a worker in error state is left out', '503'],
    [5, 'KeepAliveTimeout', 'no error of its own: a race with a gateway in front, 502 there']
  ]),
  ...of('Varnish', 'varnish-cache.org, varnishd parameters', [
    [60, 'first_byte_timeout, between_bytes_timeout', '503 Backend fetch failed'],
    [3.5, 'connect_timeout', '503 Backend fetch failed']
  ]),
  ...of('Caddy', 'caddyserver.com, reverse_proxy', [
    [3, 'dial_timeout', '502'],
    [120, 'keepalive to the upstream', 'no error: an idle connection is closed']
  ]),
  ...of('Traefik', 'doc.traefik.io, serversTransport', [
    [30, 'forwardingTimeouts.dialTimeout', '504'],
    [90, 'forwardingTimeouts.idleConnTimeout', 'no error: an idle connection is closed']
  ]),
  ...of('HAProxy', 'docs.haproxy.org: no timeout by default; 50 s is what its examples and packages set', [
    [50, 'timeout server, timeout client in Debian’s configuration', '504 sH--'],
    [5, 'timeout connect in Debian’s configuration', '503 sC--'],
    [3, 'a refused connection: three retries, a second apart', '503 SC--']
  ]),
  ...of('gunicorn', 'docs.gunicorn.org, settings', [
    [30, 'timeout: the worker is killed', '502 from what is in front, not 504'],
    [30, 'graceful_timeout', '502 at a deploy'],
    [2, 'keepalive', '502 now and then from what is in front']
  ]),
  ...of('Puma', 'puma.io, worker_timeout', [[60, 'worker_timeout: the worker is killed', '502 from what is in front']]),
  ...of('PHP', 'php.net, max_execution_time', [
    [30, 'max_execution_time, CPU time on Linux', '500 from the application']
  ]),
  ...of('Node http server', 'nodejs.org/api/http', [
    [5, 'keepAliveTimeout (65 s in newer versions)', '502 now and then from what is in front'],
    [300, 'requestTimeout', '408'],
    [60, 'headersTimeout', '408']
  ]),
  ...of('undici (Node fetch)', 'undici.nodejs.org, Client', [
    [300, 'headersTimeout, bodyTimeout', 'UND_ERR_HEADERS_TIMEOUT, UND_ERR_BODY_TIMEOUT'],
    [10, 'connect timeout', 'UND_ERR_CONNECT_TIMEOUT'],
    [4, 'keepAliveTimeout', 'no error: an idle connection is closed']
  ]),
  ...of('uvicorn', 'uvicorn.org, settings', [[5, 'timeout-keep-alive', '502 now and then from what is in front']]),
  ...of('HikariCP', 'github.com/brettwooldridge/HikariCP', [
    [30, 'connectionTimeout: waiting for a database connection', '500 from the application']
  ]),
  ...of('SQLAlchemy', 'docs.sqlalchemy.org, QueuePool', [
    [30, 'pool_timeout: waiting for a database connection', '500 from the application']
  ]),
  ...of('MySQL InnoDB', 'dev.mysql.com, innodb_lock_wait_timeout', [[50, 'innodb_lock_wait_timeout', 'error 1205']]),
  ...of('PostgreSQL', 'postgresql.org, deadlock_timeout', [
    [1, 'deadlock_timeout: then it looks for a deadlock', 'one of the two fails']
  ]),
  ...of('Kubernetes', 'kubernetes.io, pod lifecycle', [
    [30, 'terminationGracePeriodSeconds', 'SIGKILL: 502 at a deploy']
  ]),
  ...of('Docker', 'docs.docker.com, docker stop', [[10, 'grace of docker stop', 'SIGKILL: 502 at a deploy']]),
  ...of('systemd', 'freedesktop.org, systemd.service', [
    [90, 'TimeoutStopSec, TimeoutStartSec', 'SIGKILL: 502 at a stop']
  ]),
  ...of('glibc resolver', 'resolv.conf(5)', [
    [5, 'timeout for one name server, then the next', 'no error: five seconds more']
  ]),
  ...of('Linux TCP', 'tcp(7), tcp_syn_retries 6', [
    [1, 'the first SYN was lost, the second came through', 'no error: a second more'],
    [3, 'two SYNs were lost', 'no error: three seconds more'],
    [127, 'connect() given up by the kernel', 'ETIMEDOUT; nginx: 502, not 504']
  ])
]
