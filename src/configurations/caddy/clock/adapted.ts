import { scaledDurations, serverWithDefaults, withDefaults } from './durations.js'
import { isObject, type Json, type JsonObject, objectAt } from './json.js'

/** Makes a certificate for names. */
export type Certify = (names: readonly string[]) => { readonly cert: string; readonly key: string }

/**
 * What Caddy made of its configuration, so many times as fast, and such that it runs without a world around it: certificates are ours, nobody is
 * asked for one, and what it keeps lies in one folder.
 */
export function fastAndAlone(adapted: string, speed: number, home: string, certify: Certify): string {
  const whole = JSON.parse(adapted) as JsonObject
  const apps = objectAt(whole, 'apps')
  const http = scaledDurations(withDefaults(withServers(objectAt(apps, 'http'))), speed)
  return JSON.stringify({
    ...whole,
    admin: { disabled: true, config: { persist: false } },
    logging: withErrors(objectAt(whole, 'logging')),
    storage: { module: 'file_system', root: home },
    apps: {
      ...apps,
      http,
      tls: ownTls(objectAt(apps, 'tls'), certify(hostsIn(http))),
      pki: ownPki(objectAt(apps, 'pki'))
    }
  })
}

/** Its errors are to be found where those of others are, too. */
function withErrors(logging: JsonObject): JsonObject {
  const file = {
    writer: { output: 'file', filename: ERRORS },
    encoder: { format: 'json' },
    level: 'ERROR',
    exclude: ['http.log.access']
  }
  return { ...logging, logs: { ...objectAt(logging, 'logs'), 'errors-of-a-check': file } }
}

const ERRORS = '/var/log/caddy-errors.log'

function withServers(http: JsonObject): JsonObject {
  const servers = Object.entries(objectAt(http, 'servers')).map(([name, server]) => [
    name,
    isObject(server) ? serverWithDefaults(withoutChoice(server)) : server
  ])
  return { ...http, servers: Object.fromEntries(servers) }
}

/** Which of its certificates a site takes: ours has all names. */
function withoutChoice(server: JsonObject): JsonObject {
  const policies = server.tls_connection_policies
  if (!Array.isArray(policies)) return server
  return {
    ...server,
    tls_connection_policies: policies.map((policy: Json) => {
      if (!isObject(policy)) return policy
      const { certificate_selection: _, ...rest } = policy
      return rest
    })
  }
}

/** Our certificate, and where that has no name for it, one of Caddy's own authority, which nobody else has to be asked for. */
function ownTls(tls: JsonObject, { cert, key }: ReturnType<Certify>): JsonObject {
  const { load_pem, automate: _, ...certificates } = objectAt(tls, 'certificates')
  const known = Array.isArray(load_pem) ? load_pem : []
  const { policies } = objectAt(tls, 'automation')
  return {
    ...tls,
    certificates: { ...certificates, load_pem: [...known, { certificate: cert, key }] },
    automation: {
      policies: [
        ...(Array.isArray(policies) ? policies.map(byItself) : []),
        ...(hasCatchAll(policies) ? [] : [INTERNAL])
      ]
    }
  }
}

/** Nobody is asked, neither for a certificate nor whether there may be one. */
function byItself(policy: Json): Json {
  if (!isObject(policy)) return policy
  const { on_demand: _, ...rest } = policy
  return { ...rest, ...INTERNAL }
}

const INTERNAL = { issuers: [{ module: 'internal' }] }

/** Two policies for everything are refused. */
function hasCatchAll(policies: Json | undefined): boolean {
  return Array.isArray(policies) && policies.some((policy: Json) => isObject(policy) && policy.subjects === undefined)
}

/** Its authority is told to no one. */
function ownPki(pki: JsonObject): JsonObject {
  const authorities = objectAt(pki, 'certificate_authorities')
  const quiet = Object.entries({ local: {}, ...authorities }).map(([name, each]) => [
    name,
    { ...(isObject(each) ? each : {}), install_trust: false }
  ])
  return { ...pki, certificate_authorities: Object.fromEntries(quiet) }
}

/** Every host that a request may name. */
function hostsIn(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(hostsIn)
  if (!isObject(value)) return []
  const own = Array.isArray(value.host) ? value.host.filter((host: Json) => typeof host === 'string') : []
  return [...new Set([...(own as string[]), ...Object.values(value).flatMap(hostsIn)])]
}
