import { isIP } from 'node:net'
import type { Configuration, ConfiguredUpstream, Place } from '../configuration.js'
import { type Directive, everyDirective } from './directive.js'
import { addressOf } from './passes/address.js'

const PASSING = ['proxypass', 'proxypassmatch', 'balancermember', 'proxy', 'sethandler', 'addhandler', 'rewriterule']

/** Every upstream that is named anywhere, whether a request leads to it or not. */
export function namedUpstreams(tree: readonly Directive[]): ConfiguredUpstream[] {
  return [...everyDirective(tree)]
    .filter(({ name }) => PASSING.includes(name))
    .flatMap(({ args, place }) => args.flatMap(arg => named(arg.replace(/^proxy:/, ''), place)))
}

function named(text: string, place: Place): ConfiguredUpstream[] {
  if (!/^(?:unix:|\w+:\/\/)/.test(text)) return []
  const address = addressOf(text, place)
  return address.kind === 'upstream' ? [address.upstream] : []
}

/** Each upstream once, in the order in which they stand. */
export function eachOnce(upstreams: readonly ConfiguredUpstream[]): ConfiguredUpstream[] {
  const key = ({ protocol, socket, host, port }: ConfiguredUpstream) => `${protocol} ${socket ?? `${host} ${port}`}`
  return [...new Map(upstreams.toReversed().map(each => [key(each), each])).values()].toReversed()
}

/** Host names that Apache looks up beside those of upstreams: addresses of virtual hosts, and of what it listens at. */
export function namesOf(tree: readonly Directive[], upstreams: Configuration['upstreams']): string[] {
  const hosts = [...everyDirective(tree)]
    .filter(({ name }) => name === 'virtualhost' || name === 'listen')
    .flatMap(({ args }) => args.map(arg => arg.replace(/:[\d*]+$/, '')))
  const known = new Set(upstreams.map(({ host }) => host))
  return [...new Set(hosts)].filter(
    host => /[a-z]/i.test(host) && !host.startsWith('[') && host !== '_default_' && isIP(host) === 0 && !known.has(host)
  )
}
