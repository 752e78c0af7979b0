import { isIP } from 'node:net'
import { dirname } from 'node:path'
import type { Configuration, Files, Need, Place } from '../configurations/configuration.js'
import { dhParameters, makeCertificate } from '../faces/index.js'
import type { PrivateRoot } from '../sandbox/index.js'
import { ownPlaces } from './own-place.js'

/** Something that the machine lacks, and that is there in the sandbox all the same. */
export interface Provided {
  readonly path: string
  readonly what: string
  readonly place: Place
}

/** What a configuration finds in its sandbox. */
export interface Provision {
  readonly root: PrivateRoot
  readonly provided: readonly Provided[]
  /** The address behind each host name. */
  readonly addresses: Readonly<Record<string, string>>
}

/** Where names are looked up in the sandbox. */
export const NAMESERVER = '127.0.0.53'

/** Everything that a configuration needs so that its gateway starts: what the machine lacks is made up. */
export function provisionFor(configuration: Configuration, files: Files): Provision {
  const { needs, start } = configuration
  const addresses = addressesFor(configuration)
  const isThere = (path: string) => placesOf(path, start.shown).some(place => files.exists(place))
  const missing = needs.filter(need => 'path' in need && !isThere(need.path))
  const made: Record<string, string> = Object.fromEntries(start.written.map(({ at, text }) => [at, text]))
  for (const need of missing) Object.assign(made, madeFor(need, Object.keys(addresses)))
  return {
    addresses,
    provided: missing.flatMap(need =>
      'path' in need ? [{ path: need.path, what: WORDS[need.kind], place: need.place }] : []
    ),
    root: {
      files: made,
      folders: [
        ...needs.flatMap(need => (need.kind === 'folder' ? [need.path] : [])),
        ...configuration.upstreams.flatMap(({ socket }) => (socket === undefined ? [] : [dirname(socket)]))
      ],
      shown: [...start.shown, ...ownPlaces(configuration)],
      users: needs.flatMap(need => (need.kind === 'user' ? [need.name] : [])),
      groups: needs.flatMap(need =>
        need.kind === 'group' ? [need.name] : need.kind === 'user' ? [need.group ?? need.name] : []
      ),
      hosts: {},
      nameserver: NAMESERVER
    }
  }
}

/** A path, and where the machine has what is shown there. */
function placesOf(path: string, shown: Configuration['start']['shown']): string[] {
  const elsewhere = shown.filter(({ at }) => path === at || path.startsWith(`${at}/`))
  return [path, ...elsewhere.map(({ from, at }) => from + path.slice(at.length))]
}

const WORDS = {
  certificate: 'a certificate of our own',
  file: 'a file',
  'dh-parameters': 'Diffie-Hellman parameters',
  folder: 'a folder'
} as const satisfies Partial<Record<Need['kind'], string>>

function madeFor(need: Need, names: readonly string[]): Record<string, string> {
  if (need.kind === 'file') return { [need.path]: need.text ?? '' }
  if (need.kind === 'dh-parameters') return { [need.path]: dhParameters() }
  if (need.kind !== 'certificate') return {}
  const { cert, key } = makeCertificate(['localhost', ...names])
  return need.key === undefined ? { [need.path]: cert + key } : { [need.path]: cert, [need.key]: key }
}

/** Each host name gets an address of its own, out of those that are set aside for tests; an address stays what it is. */
function addressesFor({ upstreams, names }: Configuration): Record<string, string> {
  const hosts = [...upstreams.map(({ host }) => host), ...names].map(host => host.toLowerCase())
  const unknown = [...new Set(hosts)].filter(host => host !== '' && host !== 'localhost' && isIP(host) === 0)
  const numbered = unknown.map((host, at) => [host, `198.18.${at >> 8}.${(at & 255) + 1}`] as const)
  return Object.fromEntries([['localhost', '127.0.0.1'], ...numbered])
}
