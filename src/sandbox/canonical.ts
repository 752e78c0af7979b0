import { readlinkSync } from 'node:fs'
import { join, normalize, resolve } from 'node:path'
import { Trouble } from '../core/errors.js'

const MOST_LINKS = 40

/**
 * Where an absolute path leads when the links of the machine are followed, whether something is there or not: /var/run/x is /run/x. Nothing is
 * followed in a folder that is empty in a private root.
 */
export function canonical(path: string, isEmpty: (path: string) => boolean): string {
  if (!path.startsWith('/')) throw new Trouble('usage', `expected an absolute path, found ${JSON.stringify(path)}`)
  let [done, rest] = ['/', segmentsOf(normalize(path))]
  for (let links = 0; rest.length > 0; ) {
    const [name = '', ...others] = rest
    const next = join(done, name)
    const target = isEmpty(done) ? undefined : linkAt(next)
    if (target === undefined) [done, rest] = [next, others]
    else [done, rest] = ['/', [...segmentsOf(resolve(done, target)), ...others]]
    if (target !== undefined) links += 1
    if (links > MOST_LINKS) throw new Trouble('usage', `${path} leads through more than ${MOST_LINKS} links`)
  }
  return done
}

function segmentsOf(path: string): readonly string[] {
  return path.split('/').filter(segment => segment !== '')
}

function linkAt(path: string): string | undefined {
  try {
    return readlinkSync(path)
  } catch {
    return undefined
  }
}
