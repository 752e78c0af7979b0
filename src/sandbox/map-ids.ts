import { readFile, writeFile } from 'node:fs/promises'

const outside = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 }
const isRoot = outside.uid === 0

/** The number of root in a sandbox: one that nobody has outside. */
const SOMEBODY = 64_999

/** The numbers of the caller inside of a sandbox. Nobody is root there, for some programs do other things then, or refuse to run. */
export const inside = isRoot ? { uid: SOMEBODY, gid: SOMEBODY } : outside

/** Somebody ordinary can only be himself in a user namespace; that is done by unshare. */
export const ORIGIN = isRoot ? ['--user'] : ['--map-current-user']

/** For root everybody is mapped, not only root, so that it can read the files of others in there, too. */
export async function mapIds(pid: number): Promise<void> {
  if (!isRoot) return
  for (const map of ['uid_map', 'gid_map']) {
    await writeFile(`/proc/${pid}/${map}`, rowsFor(await readFile(`/proc/self/${map}`, 'utf8')))
  }
}

/**
 * Everybody keeps the number that he has here, but for root, who becomes somebody. Nobody becomes root: `mount` trusts no user who could.
 */
function rowsFor(own: string): string {
  const ranges = own
    .trim()
    .split('\n')
    .map(row => row.trim().split(/\s+/).map(Number))
  return ranges.flatMap(([first = 0, , count = 0]) => split(first, count)).join('')
}

/** In a row stands: the first number in there, the first one here, how many. */
function split(first: number, count: number): readonly string[] {
  if (first !== 0) return [`${first} ${first} ${count}\n`]
  if (count <= SOMEBODY) return [`${SOMEBODY} 0 1\n`]
  const rest = SOMEBODY + 1
  return [`1 1 ${SOMEBODY - 1}\n`, `${SOMEBODY} 0 1\n`, `${rest} ${rest} ${count - rest}\n`]
}
