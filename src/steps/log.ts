import { pattern } from '../core/shape/index.js'
import type { LifeStep } from '../core/step.js'

/** The application writes a line into its log, which an operator would find there. */
export const log: LifeStep<string> = {
  name: 'log',
  says: 'The application writes this line into its log, at this moment. Only what it could know: silence is evidence as well.',
  shape: pattern(/^[^\r\n]+$/, 'a line of text'),
  async play(life, line) {
    life.log(line)
  }
}
