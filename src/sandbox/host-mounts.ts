import { readFileSync } from 'node:fs'

/** A file system as a process sees it. */
export interface Mounted {
  readonly at: string
  readonly options: readonly string[]
}

/** Everything that is mounted for a process, in the order in which it was. */
export function mountsOf(pid: number | 'self'): readonly Mounted[] {
  const rows = readFileSync(`/proc/${pid}/mountinfo`, 'utf8').trimEnd().split('\n')
  return rows.map(row => {
    const [, , , , at = '', options = ''] = row.split(' ')
    return { at: plain(at), options: options.split(',') }
  })
}

/** The mounts below a path, each place once, what lies higher first. */
export function mountedBelow(path: string, mounts: readonly Mounted[]): readonly string[] {
  const start = path === '/' ? path : `${path}/`
  return [...new Set(mounts.map(mount => mount.at).filter(at => at.startsWith(start) && at !== path))].sort()
}

/** The restrictions under which a path lies: whoever is not the owner of a mount may not take them away again. */
export function restrictionsOn(path: string, mounts: readonly Mounted[]): readonly string[] {
  const options = mounts.findLast(({ at }) => at === longestAbove(path, mounts))?.options ?? []
  return options.filter(option => option === 'noexec')
}

function longestAbove(path: string, mounts: readonly Mounted[]): string {
  const above = mounts.filter(({ at }) => at === '/' || path === at || path.startsWith(`${at}/`))
  return above.reduce((longest, { at }) => (at.length > longest.length ? at : longest), '')
}

/** The kernel writes what would end a field as octal digits. */
function plain(field: string): string {
  return field.replace(/\\(\d{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)))
}
