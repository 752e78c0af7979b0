import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { Found, Missing } from '../../core/target.js'
import { outputOf } from '../program.js'

const require = createRequire(import.meta.url)

/** A gateway that is a library for Node: what has to be installed, and the program of ours that does with it what its users do. */
export interface Library {
  /** The packages, the one that is tested first. */
  readonly packages: readonly string[]
  /** The program, beside this file. */
  readonly script: string
}

/** The path of the program. */
export function scriptOf({ script }: Library): string {
  return fileURLToPath(new URL(script, import.meta.url))
}

/** Whether the packages are there, and in which version; a place is that of another Node to run them with. */
export async function findLibrary({ packages }: Library, program = process.execPath): Promise<Found | Missing> {
  const install = `npm install ${packages.join(' ')}`
  const lacking = packages.filter(name => versionOf(name) === undefined)
  if (lacking.length > 0) return { here: false, why: `not installed: ${lacking.join(', ')}`, install }
  const node = await outputOf(program, ['--version'])
  if (node?.startsWith('v') !== true) return { here: false, why: `${program} is no Node that can be run`, install }
  return { here: true, version: versionOf(packages[0] as string) as string, program }
}

function versionOf(name: string): string | undefined {
  try {
    return (require(`${name}/package.json`) as { version: string }).version
  } catch {
    return undefined
  }
}
