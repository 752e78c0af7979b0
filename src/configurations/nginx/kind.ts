import type { Directive } from './tree.js'

/** For which place a file is written: a whole configuration, or a piece that belongs in http, in a server, in a location. */
export type Kind = 'main' | 'http' | 'server' | 'location'

const SIGNS: readonly (readonly [Kind, readonly string[]])[] = [
  ['main', ['http', 'events', 'stream', 'mail', 'worker_processes', 'load_module', 'daemon', 'pid', 'user']],
  ['http', ['server', 'upstream', 'map', 'geo', 'split_clients', 'log_format', 'proxy_cache_path', 'limit_req_zone']],
  ['server', ['location', 'listen', 'server_name']],
  ['location', ['proxy_pass', 'fastcgi_pass', 'uwsgi_pass', 'scgi_pass', 'grpc_pass', 'try_files', 'alias']]
]

/** What a file is, by what stands in it directly; settings alone belong in http. */
export function kindOf(tree: readonly Directive[]): Kind {
  const names = new Set(tree.map(({ name }) => name))
  return SIGNS.find(([, signs]) => signs.some(sign => names.has(sign)))?.[0] ?? 'http'
}
