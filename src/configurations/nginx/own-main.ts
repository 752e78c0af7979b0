import type { Kind } from './kind.js'
import type { Directive } from './tree.js'
import { everyDirective, named } from './walk.js'

const FORMAT = `'$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent"'`

/** A main configuration of our own around a piece of one; what the piece only names is defined there, as far as it is known. */
export function ownMain(kind: Exclude<Kind, 'main'>, includes: readonly string[], piece: readonly Directive[]): string {
  const lines = includes.map(path => `include ${quoted(path)};`)
  return `events {
  worker_connections 1024;
}
http {
  include /etc/nginx/mime.types;
${[...missing(piece), ...wrapped(kind, lines, listens(piece))].map(line => `  ${line}\n`).join('')}}
`
}

function wrapped(kind: Exclude<Kind, 'main'>, lines: readonly string[], listening: boolean): readonly string[] {
  if (kind === 'http') return lines
  const inner = kind === 'server' ? lines : ['location / {', ...lines.map(line => `  ${line}`), '}']
  return ['server {', ...(listening ? [] : ['  listen 80;']), ...inner.map(line => `  ${line}`), '}']
}

/** The piece is read within a main configuration of ours, whose own listen does not count. */
function listens(piece: readonly Directive[]): boolean {
  return [...everyDirective(piece)].some(({ name, place }) => name === 'listen' && place.file !== OWN)
}

const OWN = '/etc/nginx/nginx.conf'

function quoted(path: string): string {
  return `"${path.replace(/["\\]/g, '\\$&')}"`
}

/** What a piece takes from the main configuration around it: formats of logs, zones, the usual map for WebSockets. */
function missing(piece: readonly Directive[]): string[] {
  const all = [...everyDirective(piece)]
  return [
    ...formats(all).map(name => `log_format ${name} ${FORMAT};`),
    ...zones(all, 'limit_req', 'limit_req_zone').map(
      name => `limit_req_zone $binary_remote_addr zone=${name}:1m rate=1000r/s;`
    ),
    ...zones(all, 'limit_conn', 'limit_conn_zone').map(name => `limit_conn_zone $binary_remote_addr zone=${name}:1m;`),
    ...caches(all).map(([family, name]) => `${family}_cache_path /var/cache/nginx/${name} keys_zone=${name}:1m;`),
    ...(usesConnectionUpgrade(all) ? ["map $http_upgrade $connection_upgrade { default upgrade; '' close; }"] : [])
  ]
}

const WORD = /^[\w.-]+$/

function formats(all: readonly Directive[]): string[] {
  const defined = new Set(named(all, 'log_format').map(({ args }) => args[0]))
  const used = named(all, 'access_log').flatMap(({ args }) => args.slice(1, 2))
  return [...new Set(used)].filter(name => WORD.test(name) && name !== 'combined' && !defined.has(name))
}

function zones(all: readonly Directive[], user: string, definer: string): string[] {
  const zone = (args: readonly string[]) => args.flatMap(arg => /^zone=([^:]+)/.exec(arg)?.[1] ?? [])
  const defined = new Set(named(all, definer).flatMap(({ args }) => zone(args)))
  const used = named(all, user).flatMap(({ args }) => (user === 'limit_conn' ? args.slice(0, 1) : zone(args)))
  return [...new Set(used)].filter(name => WORD.test(name) && !defined.has(name))
}

function caches(all: readonly Directive[]): (readonly [string, string])[] {
  return ['proxy', 'fastcgi', 'uwsgi', 'scgi'].flatMap(family => {
    const keys = named(all, `${family}_cache_path`).flatMap(({ args }) =>
      args.flatMap(arg => /^keys_zone=([^:]+)/.exec(arg)?.[1] ?? [])
    )
    const used = new Set(named(all, `${family}_cache`).flatMap(({ args }) => args.slice(0, 1)))
    return [...used]
      .filter(name => WORD.test(name) && name !== 'off' && !keys.includes(name))
      .map(name => [family, name] as const)
  })
}

function usesConnectionUpgrade(all: readonly Directive[]): boolean {
  const uses = all.some(({ args }) => args.includes('$connection_upgrade'))
  return (
    uses && !all.some(({ name, args }) => (name === 'map' || name === 'set') && args.includes('$connection_upgrade'))
  )
}
