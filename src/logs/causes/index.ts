import { ANSWER } from './answer.js'
import type { Cause } from './cause.js'
import { CLIENT } from './client.js'
import { CLOSING } from './closing.js'
import { GATEWAY } from './gateway.js'
import { REACHING } from './reaching.js'
import { TLS } from './tls.js'
import { UNTOLD } from './untold.js'
import { WAITING } from './waiting.js'

const ALL = { ...REACHING, ...TLS, ...CLOSING, ...WAITING, ...ANSWER, ...GATEWAY, ...CLIENT, ...UNTOLD }

/** The name of a cause: what a log is counted by. */
export type CauseId = keyof typeof ALL

/** The one list of causes: every log line that is understood leads to one of them. */
export const CAUSES: Readonly<Record<CauseId, Cause>> = ALL

/** Every name, in the order of the list. */
export const CAUSE_IDS = Object.keys(ALL) as CauseId[]

export type { Cause, Suspect } from './cause.js'
