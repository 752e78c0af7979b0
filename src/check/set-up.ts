import { type Certificate, makeCertificate, startNameServer } from '../faces/index.js'
import { openSurroundings, type Surroundings } from '../runner/index.js'
import { clockEnvironment } from '../sandbox/index.js'
import { type Scenario, scenariosNamed } from '../scenario/index.js'
import { openBeyond } from './beyond.js'
import { FAILURES } from './failures.js'
import type { Layout } from './given-target.js'
import type { SetUp } from './inside-words.js'
import { NEW_ADDRESS } from './stage.js'
import { TidyFolders } from './tidy-folders.js'

/** What is there for as long as a sandbox is. */
export interface Inside extends Layout {
  readonly surroundings: Surroundings
  /** Whether names lead to where the upstream has moved. */
  readonly names: { moved: boolean }
  readonly scenarios: ReadonlyMap<string, Scenario>
  /** Ports that the gateway takes on all of its addresses. */
  readonly taken: readonly number[]
  readonly folders: TidyFolders
}

/** How many seconds an answer of the name server holds. */
const TTL = 5

/** Puts up what all cells share: the name servers, and the scenarios. */
export async function setUp({ configuration, program, clock, addresses, nameserver, taken }: SetUp): Promise<Inside> {
  const names = { moved: false }
  const known = new Map(Object.entries(addresses))
  const answer = (name: string) => {
    const address = known.get(name.toLowerCase())
    return address === undefined ? undefined : [names.moved ? NEW_ADDRESS : address]
  }
  const places = new Map(
    [{ host: nameserver, port: 53 }, ...configuration.resolvers].map(at => [`${at.host}:${at.port}`, at])
  )
  for (const at of places.values()) await startNameServer(at, answer, { ttl: TTL })
  return {
    configuration,
    program,
    clock: speed =>
      clock === null || configuration.start.clock === 'scaled' ? {} : clockEnvironment({ library: clock }, speed),
    addresses: known,
    certificate: certificateFor([...known.keys(), ...configuration.upstreams.map(({ host }) => host)]),
    names,
    taken,
    folders: new TidyFolders(foldersOf(configuration)),
    beyond: openedOnce(openBeyond),
    surroundings: openSurroundings(process.env),
    scenarios: await scenariosOf()
  }
}

/** Logs are read from some moment on, and may stay. */
function foldersOf({ needs }: SetUp['configuration']): string[] {
  const named = needs.flatMap(need => (need.kind === 'folder' && !need.path.startsWith('/var/log') ? [need.path] : []))
  return [...new Set([...named, '/tmp', '/run', '/var/cache'])]
}

function openedOnce<T>(open: () => Promise<T>): () => Promise<T> {
  let opened: Promise<T> | undefined
  return () => {
    opened ??= open()
    return opened
  }
}

function certificateFor(names: readonly string[]): Certificate {
  return makeCertificate([...new Set(['localhost', ...names.filter(name => name !== '')])])
}

async function scenariosOf(): Promise<ReadonlyMap<string, Scenario>> {
  const scenarios = await scenariosNamed([...new Set(FAILURES.map(({ scenario }) => scenario))])
  return new Map(scenarios.map(scenario => [scenario.id, scenario]))
}
