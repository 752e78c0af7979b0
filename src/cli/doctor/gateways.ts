import type { Target } from '../../core/target.js'
import { TARGETS } from '../../targets/index.js'
import { good, type Probe } from './probe.js'

/** Every gateway that can be put under test, asked for its version. */
export const gateways: readonly Probe[] = TARGETS.map(target => ({
  name: target.name,
  weighs: target.name === 'reference' ? 'all' : 'extra',
  look: () => lookFor(target)
}))

async function lookFor(target: Target): ReturnType<Probe['look']> {
  const found = await target.find()
  if (found.here) return good(`${found.version}${found.program === undefined ? '' : `, ${found.program}`}`)
  const isProgram = found.install.startsWith('sudo ')
  const todo = isProgram && process.platform === 'darwin' ? `brew install ${target.name}` : found.install
  return { state: 'absent', found: found.why, lacks: `--target ${target.name}`, todo }
}
