import type { LifeStep } from '../core/step.js'
import { MARK_NAME } from './mark-name.js'

/** Tells the other sides of a run that this point is reached. */
export const mark: LifeStep<string> = {
  name: 'mark',
  says: 'Sets a mark, so that whoever awaits it goes on: the client, or another connection.',
  shape: MARK_NAME,
  async play(life, name) {
    life.mark(name)
  }
}
