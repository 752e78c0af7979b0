/** A request of a client, and where it is asked. */
export interface Asked {
  readonly host: string
  readonly path: string
  readonly query: string
  readonly method: string
  readonly tls: boolean
  readonly port: number
  /** In small letters. */
  readonly fields: Readonly<Record<string, string>>
}

/** What a condition of mod_rewrite asks for; undefined where only a run knows it. */
export function variable(name: string, asked: Asked, root: string): string | undefined {
  const [, field] = /^HTTP:(.+)$/i.exec(name) ?? []
  if (field !== undefined) return asked.fields[field.toLowerCase()] ?? (/^host$/i.test(field) ? asked.host : '')
  const plain = VARIABLES[name.toUpperCase()]?.(asked, root)
  if (plain !== undefined) return plain
  const [, other] = /^HTTP_(.+)$/i.exec(name) ?? []
  return other === undefined ? undefined : (asked.fields[other.toLowerCase().replaceAll('_', '-')] ?? '')
}

const VARIABLES: Readonly<Record<string, (asked: Asked, root: string) => string>> = {
  HTTP_HOST: ({ host }) => host,
  SERVER_NAME: ({ host }) => host,
  SERVER_PORT: ({ port }) => String(port),
  REQUEST_URI: ({ path }) => path,
  REQUEST_METHOD: ({ method }) => method,
  REQUEST_SCHEME: ({ tls }) => (tls ? 'https' : 'http'),
  QUERY_STRING: ({ query }) => query,
  HTTPS: ({ tls }) => (tls ? 'on' : 'off'),
  REQUEST_FILENAME: ({ path }, root) => root + path,
  SCRIPT_FILENAME: ({ path }, root) => root + path,
  DOCUMENT_ROOT: (_, root) => root,
  REMOTE_ADDR: () => '127.0.0.1',
  SERVER_PROTOCOL: () => 'HTTP/1.1',
  THE_REQUEST: ({ method, path, query }) => `${method} ${path}${query === '' ? '' : `?${query}`} HTTP/1.1`
}
