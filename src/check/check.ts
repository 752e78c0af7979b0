import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Configuration } from '../configurations/configuration.js'
import { dialectOf, machineFiles } from '../configurations/index.js'
import { Trouble } from '../core/errors.js'
import { findClock, whyNoSandbox } from '../sandbox/index.js'
import { resolveTarget } from '../targets/index.js'
import { oneOfAlike, remarksOnAlike, withAlike } from './alike.js'
import type { Behaviour } from './behaviour.js'
import { cellsOf } from './cells.js'
import type { SetUp } from './inside-words.js'
import { playAllCells } from './play-all.js'
import { NAMESERVER, type Provided, provisionFor } from './provide.js'
import { itselfAt, throughItself } from './through-itself.js'
import { validate } from './validate.js'

/** What is asked of a configuration. */
export interface Question {
  /** The file or folder, as it was typed. */
  readonly path: string
  /** Another program than the one on the path. */
  readonly program?: string | undefined
  /** The product, where it is not to be guessed. */
  readonly product?: string | undefined
  /** Whether a route is to be put to a failure. */
  chosen(route: string, failure: string): boolean
  readonly parallel: number
  readonly interrupted: AbortSignal
  told(done: number, of: number): void
}

/** What was found out about a configuration. */
export interface Checked {
  readonly configuration: Configuration
  readonly program: string
  readonly version: string
  /** Whether the clock ran fast, and by which library. */
  readonly clock: string | null
  readonly provided: readonly Provided[]
  readonly behaviours: readonly Behaviour[]
}

/** With no fast clock a limit of a minute takes a minute. */
const REAL_TIME = 1
/**
 * The clock of HAProxy goes by its own polls, which are a second apart, in whole milliseconds: the faster, the less exact (4 % at 100). Apache looks
 * after idle connections some 60 ms of our time late, which is 6 % of a minute at 60.
 */
const STEADY_UP_TO: Readonly<Record<string, number>> = { haproxy: 25, apache: 40 }

/** Runs a configuration as it is, and puts every route to every failure. */
export async function checkConfiguration(question: Question): Promise<Checked> {
  const files = machineFiles()
  const path = resolve(question.path)
  if (!existsSync(path))
    throw new Trouble(
      'usage',
      `there is no ${question.path}`,
      'Name a file such as nginx.conf, haproxy.cfg or Caddyfile, or its folder.'
    )
  const dialect = dialectOf(path, files, question.product)
  const written = namedFirst(dialect.read(path, files), path)
  const { program, version } = await programFor(dialect.product, question.program)
  await demandSandbox()
  const clock = (await findClock()) ?? null
  const { root, provided, addresses } = provisionFor(written, files)
  const setUp: SetUp = {
    what: 'set-up',
    configuration: { ...written, files: [] },
    program,
    clock: clock?.library ?? null,
    addresses,
    nameserver: NAMESERVER,
    taken: []
  }
  const listens = await validate(written, root, setUp, version)
  const taken = listens.filter(({ everywhere }) => everywhere).map(({ port }) => port)
  const configuration = throughItself(written, itselfAt(listens, addresses))
  const real = clock === null && configuration.start.clock !== 'scaled'
  const cells = cellsOf(configuration, question.chosen, real ? REAL_TIME : STEADY_UP_TO[dialect.product])
  if (cells.length === 0) throw nothingChosen(configuration)
  const chosen = oneOfAlike(configuration, cells)
  const playing = { ...question, root, setUp: { ...setUp, configuration: { ...configuration, files: [] }, taken } }
  const played = await playAllCells(configuration, chosen.cells, playing)
  const behaviours = withAlike(configuration, cells, played, chosen.models)
  const remarks = [...configuration.remarks, ...remarksOnAlike(configuration, chosen.models)]
  return {
    configuration: { ...configuration, remarks },
    program,
    version,
    clock: clock?.library ?? null,
    provided,
    behaviours
  }
}

/** A file that was named, or that lies in a folder that was, comes before those of the machine. */
function namedFirst(configuration: Configuration, path: string): Configuration {
  const rank = (file: string) => (file === path ? 0 : file.startsWith(`${path}/`) ? 1 : 2)
  return { ...configuration, files: configuration.files.toSorted((a, b) => rank(a.path) - rank(b.path)) }
}

function nothingChosen({ routes }: Configuration): Trouble {
  return new Trouble(
    'usage',
    'no route and no failure fits what was chosen',
    `The routes are: ${routes.map(({ id }) => id).join(', ')}.`
  )
}

async function programFor(product: string, place?: string): Promise<{ program: string; version: string }> {
  const target = resolveTarget(place === undefined ? product : `${product}=${resolve(place)}`)
  const found = await target.find()
  if (!found.here)
    throw new Trouble('program-missing', `${target.product}: ${found.why}`, `To get it: ${found.install}`)
  if (found.program === undefined || found.image !== undefined)
    throw new Trouble('usage', `${product} is no program of this machine`, 'Name one with --with /path/to/it.')
  return { program: found.program, version: found.version }
}

async function demandSandbox(): Promise<void> {
  const lacks = await whyNoSandbox()
  if (lacks !== undefined) throw new Trouble('start-failed', lacks.why, lacks.next)
}
