import { access, readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** A library that makes the clock of a program run fast. */
export interface Clock {
  readonly library: string
}

/** How somebody gets one. */
export const GET_CLOCK =
  'Install the package faketime (Debian, Ubuntu: apt-get install faketime) or libfaketime (Fedora, Arch, Alpine).'

/** The one that also reaches waits of threads on each other comes first; it did as well as the other one with every product. */
const NAMES = ['libfaketimeMT.so.1', 'libfaketime.so.1']
const FOLDERS = ['/usr/local/lib/faketime', '/usr/lib64/faketime', '/usr/lib/faketime']

/** Finds libfaketime; undefined when this machine has none. */
export async function findClock(): Promise<Clock | undefined> {
  for (const library of await candidates()) {
    const isThere = await access(library).then(
      () => true,
      () => false
    )
    if (isThere) return { library }
  }
  return undefined
}

/**
 * The environment in which all clocks of a program run so many times as fast, from now on. The library is loaded by ourselves: the program `faketime`
 * would stay between us and what it starts.
 */
export function clockEnvironment(clock: Clock, speed: number): Record<string, string> {
  return {
    LD_PRELOAD: clock.library,
    FAKETIME: `+0 x${speed}`,
    // Read once: what is said here holds for the whole life of the program.
    FAKETIME_CACHE_DURATION: '1000000000',
    // The times of files stay what they are.
    NO_FAKE_STAT: '1'
  }
}

/** Debian has a folder for each kind of processor; the others do not. */
async function candidates(): Promise<readonly string[]> {
  const kinds = await readdir('/usr/lib').catch(() => [])
  const multiarch = kinds.filter(name => name.includes('-linux-')).map(name => join('/usr/lib', name, 'faketime'))
  return [...multiarch, ...FOLDERS].flatMap(folder => NAMES.map(name => join(folder, name)))
}
