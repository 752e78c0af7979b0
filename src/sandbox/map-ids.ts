import { readFile, writeFile } from 'node:fs/promises'

const isRoot = process.getuid?.() === 0

/** Somebody ordinary can only be himself in a user namespace; that is done by unshare. */
export const ORIGIN = isRoot ? ['--user'] : ['--map-current-user']

/** Root stays everybody that it is outside, so that it can read the files of others there, too. */
export async function mapIds(pid: number): Promise<void> {
  if (!isRoot) return
  for (const map of ['uid_map', 'gid_map']) {
    await writeFile(`/proc/${pid}/${map}`, unchanged(await readFile(`/proc/self/${map}`, 'utf8')))
  }
}

/** In the map of a process stands: first id here, first id in the namespace above, how many. */
function unchanged(map: string): string {
  const rows = map.trim().split('\n')
  return rows
    .map(row => {
      const [first, , count] = row.trim().split(/\s+/)
      return `${first} ${first} ${count}\n`
    })
    .join('')
}
