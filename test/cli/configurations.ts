/** A configuration of nginx with one route, and further directives in it. */
export function nginxConf(...directives: readonly string[]): string {
  const lines = ['proxy_pass http://127.0.0.1:3000;', ...directives]
  const location = ['location / {', ...lines.map(line => `  ${line}`), '}']
  const server = ['server {', '  listen 8080;', ...location.map(line => `  ${line}`), '}']
  return ['events {}', 'http {', ...server.map(line => `  ${line}`), '}', ''].join('\n')
}

/** The same for HAProxy, with another time to wait for an answer. */
export function haproxyCfg(seconds: number): string {
  return `defaults
  mode http
  timeout connect 2s
  timeout client 30s
  timeout server ${seconds}s
frontend web
  bind :8080
  default_backend app
backend app
  server one 127.0.0.1:3000
`
}
