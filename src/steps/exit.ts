import { whole } from '../core/shape/index.js'
import type { LifeStep } from '../core/step.js'

/** The process of the upstream leaves by itself, in the middle of whatever it does. */
export const exit: LifeStep<number> = {
  name: 'exit',
  says: 'The process of the upstream leaves by itself, with an exit code: in a handler nothing is sent, and the kernel sends FIN.',
  shape: whole(0, 255),
  bare: 0,
  needs: 'process',
  play: (life, code) => life.exit(code)
}
