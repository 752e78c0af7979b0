import { word } from '../core/shape/index.js'
import type { LifeStep } from '../core/step.js'

/** The process of the upstream dies with the request in its hands. */
export const crash: LifeStep<'SIGKILL' | 'SIGTERM'> = {
  name: 'crash',
  says: 'The process of the upstream is killed, really: by SIGKILL, as the kernel does when memory is short, or by SIGTERM.',
  shape: word('SIGKILL', 'SIGTERM'),
  bare: 'SIGKILL',
  needs: 'process',
  play: (life, signal) => life.crash(signal)
}
