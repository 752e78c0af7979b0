import type { Witness } from '../core/events.js'
import type { Finding } from '../core/finding.js'

/** What somebody saw who looked at one moment, and when that was: a reading of `now()`. */
export interface Look extends Finding {
  readonly at: number
}

/** Tells of a look as of the moment in which it was taken. */
export function tellLook({ at, ...finding }: Look, witness: Witness): void {
  witness({ side: 'operator', what: 'found', ...finding, momentary: true }, at)
}
