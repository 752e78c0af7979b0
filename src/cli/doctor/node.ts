import { type Found, good, type Probe } from './probe.js'

const LEAST = [20, 19] as const
const BETTER = 22

/** The Node that runs us. */
export const node: Probe = {
  name: 'Node',
  weighs: 'all',
  look: async () => foundNode(process.version)
}

/** What a version of Node is good for. */
export function foundNode(version: string): Found {
  const [major = 0, minor = 0] = version.slice(1).split('.').map(Number)
  const [leastMajor, leastMinor] = LEAST
  const todo = 'install version 22 or newer: https://nodejs.org'
  if (major < leastMajor || (major === leastMajor && minor < leastMinor))
    return { state: 'absent', found: version, lacks: `everything: ${LEAST.join('.')} is the least`, todo }
  return major < BETTER ? { state: 'poor', found: `${version}, which is past its end of life`, todo } : good(version)
}
