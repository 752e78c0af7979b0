import type { ConfiguredUpstream, Place } from '../../configuration.js'
import { type Directive, everyDirective, named } from '../directive.js'
import { milliseconds } from '../settings/time.js'
import { addressOf } from './address.js'

/** A word behind a worker or a balancer, such as timeout=5, and where it stands. */
export interface Word {
  readonly value: string
  readonly place: Place
}

/** What is said of a worker or a balancer; the name of each word in small letters. */
export type Words = ReadonlyMap<string, Word>

/** One of several upstreams behind a balancer. */
export interface Member {
  readonly url: string
  readonly words: Words
  readonly place: Place
}

/** What is defined beside the passes: balancers with their members, and words for single workers. */
export interface Workers {
  membersOf(balancer: string): readonly Member[]
  /** What a Proxy section, or a ProxySet, says of this address. */
  wordsOf(url: string): Words
  /** Whether a worker of its own was defined for this address: connections are kept, and failures remembered, only there. */
  isDefined(url: string): boolean
}

/** The words behind an address: key=value, or a flag for itself. */
export function wordsIn(args: readonly string[], place: Place): Words {
  return new Map(
    args.flatMap(arg => {
      const [, key, value = 'On'] = /^([A-Za-z]\w*)(?:=([\s\S]*))?$/.exec(arg) ?? []
      return key === undefined ? [] : [[key.toLowerCase(), { value, place }] as const]
    })
  )
}

/** Reads all that defines workers, wherever it stands. */
export function workersIn(tree: readonly Directive[]): Workers {
  const all = [...everyDirective(tree)]
  const sections = named(all, 'proxy').filter(({ block }) => block !== undefined)
  const members = [...sections.flatMap(membersOfSection), ...named(all, 'balancermember').flatMap(memberAlone)]
  const said = [...sections.flatMap(saidInSection), ...named(all, 'proxyset').flatMap(saidAlone)]
  const passed = named(all, 'proxypass', 'proxypassmatch').flatMap(({ args }) =>
    args.filter(arg => /^(?:unix:|\w+:\/\/)/.test(arg))
  )
  return {
    membersOf: name => members.filter(({ balancer }) => balancer === name.toLowerCase()).map(({ member }) => member),
    wordsOf: url => new Map(said.filter(each => isFor(each.url, url)).flatMap(({ words }) => [...words])),
    isDefined: url => [...sections.map(({ args }) => args[0] ?? ''), ...passed].some(each => isFor(each, url))
  }
}

/** A worker is for all addresses that begin as it does. */
function isFor(worker: string, url: string): boolean {
  const bare = (text: string) => text.toLowerCase().replace(/\/+$/, '')
  const short = bare(worker)
  return !short.includes('*') && short !== '' && (bare(url) === short || bare(url).startsWith(`${short}/`))
}

function membersOfSection({ args: [url = ''], block = [] }: Directive) {
  return named(block, 'balancermember').map(({ args: [address = '', ...words], place }) => ({
    balancer: balancerNamed(url),
    member: { url: address, words: wordsIn(words, place), place }
  }))
}

function memberAlone({ args: [first = '', url = '', ...words], place }: Directive) {
  if (!/^balancer:/i.test(first)) return []
  return [{ balancer: balancerNamed(first), member: { url, words: wordsIn(words, place), place } }]
}

function saidInSection({ args: [url = '', ...words], block = [], place }: Directive) {
  const sets = named(block, 'proxyset').map(each => ({ url, words: wordsIn(each.args, each.place) }))
  return [{ url, words: wordsIn(words, place) }, ...sets]
}

function saidAlone({ args: [url = '', ...words], place }: Directive) {
  return /:/.test(url) ? [{ url, words: wordsIn(words, place) }] : []
}

function balancerNamed(url: string): string {
  return /^balancer:\/\/([^/?#]*)/i.exec(url)?.[1]?.toLowerCase() ?? ''
}

/** Every upstream that may be asked at an address; members that are switched off are left out. */
export function upstreamsOf(url: string, place: Place, workers: Workers): readonly ConfiguredUpstream[] {
  const address = addressOf(url, place)
  if (address.kind === 'upstream') return [address.upstream]
  if (address.kind === 'other') return []
  return workers.membersOf(address.name).flatMap(member => {
    const found = addressOf(member.url, member.place)
    const off = /D|S/.test(member.words.get('status')?.value.replace(/-[A-Z]/g, '') ?? '')
    if (found.kind !== 'upstream' || off) return []
    const health = healthOf(member, workers.wordsOf(`balancer://${address.name}`))
    return [{ ...found.upstream, ...(health && { health }) }]
  })
}

function healthOf({ words }: Member, balancer: Words): ConfiguredUpstream['health'] {
  const word = (name: string) => (words.get(name) ?? balancer.get(name))?.value
  if (word('hcmethod') === undefined || word('hcmethod') === 'NONE') return undefined
  const path = word('hcuri')
  return { ...(path !== undefined && { path }), every: milliseconds(word('hcinterval') ?? '30', 's') ?? 30_000 }
}
