import type { Expression } from './expression.js'
import { fieldOf, pathOnly, queryOf, type Request, withField } from './request.js'

/** A part of a request that conditions look at. */
export interface Source {
  /** What it is in a request; undefined when the request has none. */
  readonly of: (request: Request) => string | undefined
  /** The same request with this value there; undefined when no request can have it. */
  readonly put: (request: Request, value: string) => Request | undefined
  readonly part: 'path' | 'host' | 'field' | 'method' | 'other'
}

const PATH: Source = {
  of: pathOnly,
  put: (request, value) => (value.startsWith('/') ? { ...request, path: value } : { ...request, path: `/${value}` }),
  part: 'path'
}
const URL: Source = { ...PATH, of: ({ path }) => path }
const HOST: Source = {
  of: ({ host }) => host,
  put: (request, value) => ({ ...request, host: value.endsWith('.') ? `${value}example.com` : value }),
  part: 'host'
}
const METHOD: Source = {
  of: ({ method }) => method ?? 'GET',
  put: (request, value) => ({ ...request, method: value.toUpperCase() }),
  part: 'method'
}
const QUERY: Source = {
  of: queryOf,
  put: (request, value) => ({ ...request, path: `${pathOnly(request)}?${value}` }),
  part: 'other'
}
const BASE: Source = {
  of: request => request.host + pathOnly(request),
  put: (request, value) => ({
    ...request,
    host: value.split('/')[0] as string,
    path: value.replace(/^[^/]*/, '') || '/'
  }),
  part: 'path'
}
const NAMED_BY_TLS: Source = {
  of: ({ host, listener }) => (listener.tls ? host : undefined),
  put: (request, host) => (request.listener.tls ? { ...request, host } : undefined),
  part: 'host'
}

/** What the listener decides cannot be put; another listener is tried instead. */
function fixed(of: Source['of']): Source {
  return { of, put: (request, value) => (of(request) === value ? request : undefined), part: 'other' }
}

const SOURCES: Readonly<Record<string, Source>> = {
  path: PATH,
  url: URL,
  pathq: URL,
  query: QUERY,
  base: BASE,
  method: METHOD,
  ssl_fc: fixed(({ listener }) => (listener.tls ? '1' : '0')),
  ssl_fc_sni: NAMED_BY_TLS,
  'req.ssl_sni': NAMED_BY_TLS,
  req_ssl_sni: NAMED_BY_TLS,
  'req.ssl_hello_type': fixed(({ listener }) => (listener.tls ? '1' : '0')),
  req_ssl_hello_type: fixed(({ listener }) => (listener.tls ? '1' : '0')),
  dst_port: fixed(({ listener }) => String(listener.port)),
  always_true: fixed(() => '1'),
  always_false: fixed(() => '0'),
  wait_end: fixed(() => '1'),
  req_proto_http: fixed(() => '1'),
  'req.proto_http': fixed(() => '1'),
  'req.ver': fixed(() => '1.1'),
  req_ver: fixed(() => '1.1'),
  is_ssl: fixed(({ listener }) => (listener.tls ? '1' : '0'))
}

/** The part of a request that an expression fetches; undefined for what only a running HAProxy knows. */
export function sourceOf({ name, argument }: Expression): Source | undefined {
  if (/^(?:req\.)?f?hdr$/.test(name)) return argument.toLowerCase() === 'host' ? HOST : field(argument)
  if (/^(?:req\.)?(?:cook|cookie)$/.test(name)) return cookie(argument)
  if (/^(?:urlp|url_param)$/.test(name)) return parameter(argument)
  if (/^(?:req\.)?hdr_cnt$/.test(name)) return count(argument)
  if (['str', 'bool', 'int'].includes(name)) return fixed(() => (argument === 'true' ? '1' : argument))
  return SOURCES[name]
}

function field(name: string): Source {
  return {
    of: request => fieldOf(request, name),
    put: (request, value) => withField(request, name, value),
    part: 'field'
  }
}

function cookie(name: string): Source {
  return {
    of: request => {
      const pairs = (fieldOf(request, 'Cookie') ?? '').split(/; */)
      return pairs.find(pair => pair.startsWith(`${name}=`))?.slice(name.length + 1)
    },
    put: (request, value) => withField(request, 'Cookie', `${name}=${value}`),
    part: 'field'
  }
}

function parameter(name: string): Source {
  return {
    of: request => new URLSearchParams(queryOf(request)).get(name) ?? undefined,
    put: (request, value) => ({ ...request, path: `${pathOnly(request)}?${name}=${value}` }),
    part: 'other'
  }
}

function count(name: string): Source {
  const isHost = name.toLowerCase() === 'host'
  return {
    of: request => (isHost || fieldOf(request, name) !== undefined ? '1' : '0'),
    put: (request, value) => (value === '0' || isHost ? request : withField(request, name, '1')),
    part: 'field'
  }
}
