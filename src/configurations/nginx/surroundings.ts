import type { Configuration } from '../configuration.js'
import { hasVariables } from './evaluate.js'
import { isAddress } from './lookup.js'
import type { Directive } from './tree.js'
import { everyDirective, named } from './walk.js'

/** The name servers that are asked while nginx runs. */
export function resolversIn(tree: readonly Directive[]): Configuration['resolvers'] {
  const all = [...everyDirective(tree)].filter(({ name }) => name === 'resolver').flatMap(({ args }) => args)
  const addresses = [...new Set(all.filter(arg => !arg.includes('=') && arg !== 'local'))]
  return addresses.map(address => at(address, 53))
}

/** Host names that must be found beside those of the upstreams: of log servers, name servers, other protocols. */
export function namesIn(tree: readonly Directive[]): string[] {
  const logs = [...everyDirective(tree)].flatMap(logServers)
  const resolvers = resolversIn(tree).map(({ host }) => host)
  const streams = named(tree, 'stream').flatMap(({ block = [] }) => streamHosts(block))
  const others = [...everyDirective(tree)]
    .filter(({ name }) => OTHER_PASSES.includes(name))
    .flatMap(({ args: [address = ''] }) => hostOf(address))
  const listens = [...everyDirective(tree)]
    .filter(({ name }) => name === 'listen')
    .flatMap(({ args: [address = ''] }) => (/[a-z]/i.test(address) ? hostOf(address) : []))
  return [...new Set([...logs, ...resolvers, ...streams, ...others, ...listens])].filter(
    host => !isAddress(host) && host !== 'localhost'
  )
}

const OTHER_PASSES = ['memcached_pass', 'redis_pass', 'redis2_pass', 'auth_http', 'ssl_stapling_responder']

function logServers({ name, args: [target = ''] }: Directive): string[] {
  const server = name.endsWith('_log') ? /^syslog:(?:.*,)?server=([^,]+)/.exec(target)?.[1] : undefined
  return server === undefined ? [] : hostOf(server)
}

function streamHosts(block: readonly Directive[]): string[] {
  const blocks = new Set(named(block, 'upstream').map(({ args }) => args[0]))
  const members = named(block, 'upstream').flatMap(({ block: servers = [] }) => named(servers, 'server'))
  const passes = [...everyDirective(block)].filter(({ name, args }) => name === 'proxy_pass' && !blocks.has(args[0]))
  return [...members, ...passes].flatMap(({ args: [address = ''] }) => hostOf(address))
}

function hostOf(address: string): string[] {
  if (address.startsWith('unix:') || hasVariables(address)) return []
  const { host } = at(address.replace(/^\w+:\/\//, '').replace(/\/.*$/, ''), 0)
  return host === '' ? [] : [host]
}

function at(address: string, byDefault: number): { host: string; port: number } {
  const [, bracketed, bare = address, port] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d+))?$/.exec(address) ?? []
  return { host: bracketed ?? bare, port: port === undefined ? byDefault : Number(port) }
}
