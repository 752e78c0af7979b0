import type { Behaviour } from '../../../src/check/behaviour.js'
import type { Configuration, Route, Setting } from '../../../src/configurations/configuration.js'

export const FILE = '/etc/nginx/nginx.conf'

/** A setting that stands somewhere. */
export function written(name: string, value: string, line = 1, milliseconds?: number): Setting {
  return { name, value, place: { file: FILE, line }, ...(milliseconds !== undefined && { milliseconds }) }
}

/** A default. */
export function byDefault(name: string, value: string, milliseconds?: number): Setting {
  return { name, value, ...(milliseconds !== undefined && { milliseconds }) }
}

export function route(id: string, options: Partial<Route> = {}): Route {
  const place = { file: FILE, line: 10 }
  return {
    id,
    listener: { host: '0.0.0.0', port: 80, tls: false, proxyProtocol: false, place },
    host: 'shop.example.com',
    path: id,
    fields: [],
    upstreams: [{ name: 'app:8080', host: 'app', port: 8080, protocol: 'http', place }],
    settings: {},
    place,
    ...options
  }
}

export function configuration(routes: readonly Route[], product = 'nginx'): Configuration {
  return {
    product,
    files: [{ path: FILE, text: '' }],
    routes,
    upstreams: [],
    names: [],
    resolvers: [],
    needs: [],
    remarks: [],
    start: { args: [], check: [], shown: [], written: [] }
  }
}

/** What a route did on a failure: 502 by the gateway at once, unless it says otherwise. */
export function behaviour(failure: string, options: Partial<Behaviour> = {}): Behaviour {
  return {
    route: '/',
    failure,
    status: 502,
    got: 'whole',
    after: 40,
    patience: 900_000,
    attempts: 1,
    twice: false,
    author: 'gateway',
    page: '',
    fields: [],
    upstreamStatus: null,
    log: [],
    ...options
  }
}

/** An answer of the application that came through as it was. */
export function passed(failure: string, status = 200, fields: readonly string[] = []): Behaviour {
  return behaviour(failure, { status, upstreamStatus: status, author: 'upstream', fields })
}
