import type { ConfiguredUpstream, Place, Protocol } from '../configuration.js'
import type { Target } from './passes.js'
import type { Directive } from './tree.js'
import { named } from './walk.js'

/** A server line of an upstream block. */
export interface Member {
  readonly upstream: ConfiguredUpstream
  readonly down: boolean
  readonly backup: boolean
  /** Its name is asked for again while nginx runs. */
  readonly resolves: boolean
  readonly flags: readonly string[]
  readonly place: Place
}

/** The upstream blocks of the http block, by name. */
export type Blocks = ReadonlyMap<string, Directive>

/** Finds the upstream blocks. */
export function blocksIn(tree: readonly Directive[]): Blocks {
  const blocks = named(tree, 'http').flatMap(({ block = [] }) => named(block, 'upstream'))
  return new Map(blocks.map(block => [block.args[0] ?? '', block]))
}

/** The servers of an upstream block, when it is asked with this protocol. */
export function membersOf({ block = [] }: Directive, protocol: Protocol): Member[] {
  return named(block, 'server').map(({ args: [address = '', ...flags], place }) => ({
    // In an upstream block the port is 80 even where https is spoken.
    upstream: addressed(address, protocol, 80, place),
    down: flags.includes('down'),
    backup: flags.includes('backup'),
    resolves: flags.includes('resolve'),
    flags,
    place
  }))
}

/** Every upstream behind a target: the servers of the block of that name, else the address itself. */
export function upstreamsOf(target: Target, blocks: Blocks, place: Place): readonly ConfiguredUpstream[] {
  const block = blocks.get(target.authority)
  if (block === undefined) return [addressed(target.authority, target.protocol, target.port, place)]
  return membersOf(block, target.protocol).flatMap(({ upstream, down }) => (down ? [] : [upstream]))
}

/** Each upstream once, in the order in which they stand. */
export function eachOnce(upstreams: readonly ConfiguredUpstream[]): ConfiguredUpstream[] {
  const byKey = new Map<string, ConfiguredUpstream>()
  for (const one of upstreams) {
    const key = `${one.protocol} ${one.socket ?? `${one.host} ${one.port}`}`
    if (!byKey.has(key)) byKey.set(key, one)
  }
  return [...byKey.values()]
}

function addressed(address: string, protocol: Protocol, byDefault: number, place: Place): ConfiguredUpstream {
  if (address.startsWith('unix:')) {
    return { name: address, host: '', port: 0, socket: address.slice(5), protocol, place }
  }
  const [, bracketed, bare = address, port] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d+))?$/.exec(address) ?? []
  const host = bracketed ?? bare
  return { name: address, host, port: port === undefined ? byDefault : Number(port), protocol, place }
}
