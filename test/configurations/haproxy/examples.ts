/** TLS in front of an API and a web page, as it stands on many a server. */
export const EDGE = `global
  log /dev/log local0
  stats socket /etc/haproxy/run/admin.sock mode 660 level admin
  stats timeout 30s
  daemon
  maxconn 2000
  ssl-default-bind-options ssl-min-ver TLSv1.2 no-tls-tickets

defaults
  log global
  mode http
  option httplog
  option dontlognull
  option forwardfor
  timeout connect 5000
  timeout client 50000
  timeout server 50000
  errorfile 503 /etc/haproxy/errors/503.http
  errorfile 504 /etc/haproxy/errors/504.http

frontend www
  bind *:80
  bind *:443 ssl crt /etc/haproxy/certs/ alpn h2,http/1.1
  http-request redirect scheme https code 301 unless { ssl_fc }
  http-response set-header Strict-Transport-Security max-age=31536000
  acl is_api path_beg -i /api/
  acl is_static path_reg \\.(css|js|png)$
  acl blocked req.hdr(User-Agent) -m sub -f /etc/haproxy/agents.lst
  http-request deny if blocked
  use_backend websocket if { hdr(Upgrade) -i websocket }
  use_backend orders if is_api { path_sub orders } METH_POST
  use_backend api if is_api
  use_backend static if is_static or { hdr_beg(host) -i static. }
  use_backend %[req.hdr(host),field(1,:),lower,map_str(/etc/haproxy/hosts.map)]
  default_backend web

backend websocket
  timeout tunnel 1h
  server ws1 10.0.0.1:8080

backend orders
  server o1 10.0.0.2:8080

backend api
  balance leastconn
  option httpchk
  http-check send meth GET uri /healthz ver HTTP/1.1 hdr Host api.example.com
  http-check expect status 200-399
  retry-on all-retryable-errors
  http-request disable-l7-retry unless METH_GET
  default-server inter 5s fall 3 rise 2
  server api1 10.0.0.3:8080 check maxconn 100
  server api2 10.0.0.4:8080 check maxconn 100 backup

backend static
  http-response return status 503 content-type text/plain string "later" if { status 500:599 }
  server s1 10.0.0.5:80

backend blog
  http-request set-path /blog%[path]
  server b1 10.0.0.6:80

backend web
  cookie SRV insert indirect nocache
  http-request set-timeout server 10m if { path_beg /upload }
  server w1 10.0.0.7:3000 cookie w1
`

/** As in a compose file: names are looked up while it runs, and the environment says the rest. */
export const COMPOSE = `global
  log stdout format raw local0
  presetenv API_PORT 3000

resolvers docker
  nameserver dns1 127.0.0.11:53
  resolve_retries 3
  timeout resolve 1s
  timeout retry 1s
  hold valid 10s

defaults http-defaults
  mode http
  log global
  timeout connect "\${CONNECT_TIMEOUT-4s}"
  timeout client 1m
  timeout server 1m

frontend in from http-defaults
  bind :8080
  monitor-uri /healthz
  use_backend api if { path_beg /v1 }
  default_backend app

backend api from http-defaults
  server-template api 1-4 api:"\${API_PORT}" check resolvers docker init-addr none

backend app from http-defaults
  server app "\${APP_HOST}:\${APP_PORT}" resolvers docker init-addr libc,none
`

/** Bytes to databases, and TLS that is passed on by the name that the client says. */
export const BYTES = `defaults
  mode tcp
  timeout connect 5s
  timeout client 10m
  timeout server 10m

listen postgres
  bind 127.0.0.1:5432
  option pgsql-check user haproxy
  server pg1 10.0.1.1:5432 check
  server pg2 10.0.1.2:5432 check backup

frontend tls
  bind :443
  tcp-request inspect-delay 5s
  tcp-request content accept if { req.ssl_hello_type 1 }
  use_backend shop if { req.ssl_sni -i shop.example.com }
  default_backend rest

backend shop
  server s1 10.0.1.3:443 send-proxy

backend rest
  server r1 10.0.1.4:443

listen plain
  bind :9000 accept-proxy
  server p1 10.0.1.5:9000
`
