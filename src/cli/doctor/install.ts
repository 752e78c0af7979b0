import { findProgram } from '../../targets/program.js'

/** The command that installs a package on this machine, as far as we know its package manager. */
export async function installing(apt: string | undefined, brew: string | undefined): Promise<string | undefined> {
  if (process.platform === 'darwin') return brew === undefined ? undefined : `brew install ${brew}`
  if (apt === undefined) return undefined
  const root = process.getuid?.() === 0 ? '' : 'sudo '
  if ((await findProgram('apt-get')) !== undefined) return `${root}apt-get install ${apt}`
  return `install the package of your system that is called ${apt}, or like it`
}
