import { ROLES, type Role } from '../../configurations/configuration.js'
import type { Behaviour } from '../behaviour.js'
import { inProtocol, type Remedy } from './remedies.js'
import type { RouteSeen } from './route-seen.js'

const READ: Remedy = {
  nginx: 'proxy_read_timeout 30s;',
  haproxy: 'timeout server 30s',
  apache: 'ProxyTimeout 30',
  caddy: `transport http {
  response_header_timeout 30s
}`,
  varnish: '.first_byte_timeout = 30s;',
  any: '# a limit for the silence of the upstream'
}

const TRIES: Remedy = {
  nginx: 'proxy_next_upstream_timeout 30s;',
  caddy: 'lb_try_duration 10s',
  any: '# a limit for all tries together'
}

/** A limit that clients can live with, for each thing that is waited for. */
const LIMITS: Partial<Record<Role, Remedy>> = {
  connect: {
    nginx: 'proxy_connect_timeout 5s;',
    haproxy: 'timeout connect 2s   # it tries 4 times: retries 3 is its default',
    apache: 'ProxyPass / http://app:8080/ connectiontimeout=5',
    caddy: `transport http {
  dial_timeout 3s
}`,
    varnish: '.connect_timeout = 3s;',
    any: '# a limit for the connection'
  },
  read: READ,
  body: {
    ...READ,
    caddy: `transport http {
  read_timeout 30s
}`,
    varnish: '.between_bytes_timeout = 30s;'
  },
  write: {
    nginx: 'proxy_send_timeout 30s;',
    haproxy: 'timeout server 30s',
    apache: 'ProxyTimeout 30',
    caddy: `transport http {
  write_timeout 30s
}`,
    varnish: '# Varnish has no such limit: keep large uploads away from it, or put a proxy that has one behind it',
    any: '# a limit for an upstream that takes nothing of a request'
  },
  total: TRIES,
  retry: TRIES,
  queue: { haproxy: 'timeout queue 5s', any: '# a limit for waiting for a free connection' }
}

const BY_FAILURE: Readonly<Record<string, Role>> = {
  'connect-timeout': 'connect',
  'stalled-body': 'body',
  'dripping-body': 'body',
  'upload-not-read': 'write'
}

/** What was waited for: as the setting that decided it says, else as the failure lets one expect. */
export function roleBehind({ decidedBy, failure }: Behaviour, { route }: RouteSeen): Role {
  const decided = ROLES.find(role => decidedBy !== undefined && route.settings[role]?.name === decidedBy.name)
  return decided ?? BY_FAILURE[failure] ?? 'read'
}

/** The lines that set a limit for what was waited for. */
export function remedyForRole(role: Role, { product, route }: RouteSeen): string {
  const remedy = LIMITS[role] ?? READ
  return inProtocol(remedy[product] ?? remedy.any, product, route.upstreams[0]?.protocol ?? 'http')
}
