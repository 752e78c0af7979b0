/** The blocks of nginx, and of the modules that are met most. */
export const BLOCKS: readonly string[] = [
  'charset_map',
  'events',
  'geo',
  'http',
  'if',
  'limit_except',
  'location',
  'mail',
  'map',
  'match',
  'otel_exporter',
  'server',
  'split_clients',
  'stream',
  'types',
  'upstream'
]

const KINDS = ['proxy', 'fastcgi', 'scgi', 'uwsgi', 'grpc']
const OF_A_KIND = [
  'buffer_size',
  'buffering',
  'buffers',
  'busy_buffers_size',
  'cache',
  'cache_bypass',
  'cache_valid',
  'connect_timeout',
  'http_version',
  'intercept_errors',
  'next_upstream',
  'next_upstream_timeout',
  'next_upstream_tries',
  'no_cache',
  'pass',
  'read_timeout',
  'redirect',
  'request_buffering',
  'send_timeout',
  'set_header'
]

/** Directives that end with a semicolon, and whose names nobody writes as a value. */
export const SIMPLE: ReadonlySet<string> = new Set([
  ...KINDS.flatMap(kind => OF_A_KIND.map(rest => `${kind}_${rest}`)),
  ...['access_log', 'add_header', 'auth_basic', 'auth_request', 'client_max_body_size', 'default_type', 'error_log'],
  ...['error_page', 'fastcgi_index', 'fastcgi_param', 'include', 'keepalive_timeout', 'listen', 'proxy_cache_path'],
  ...['server_name', 'ssl_certificate', 'ssl_certificate_key', 'ssl_ciphers', 'ssl_protocols', 'try_files'],
  ...['worker_connections', 'worker_processes']
])
