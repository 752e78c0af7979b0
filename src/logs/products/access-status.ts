import type { CauseId } from '../causes/index.js'
import type { Finding, Reading } from '../finding.js'

type Told = Omit<Finding, 'cause' | 'sure'>

/** Statuses that a line of an access log may have, and what they say alone. What is not here is nobody’s failure to explain. */
const ALONE: Readonly<Record<number, CauseId>> = {
  0: 'client-gone',
  400: 'bad-request',
  408: 'slow-client',
  413: 'too-large',
  414: 'too-large',
  429: 'rate-limited',
  431: 'too-large',
  444: 'denied',
  460: 'client-gone',
  463: 'bad-request',
  464: 'wrong-protocol',
  494: 'too-large',
  497: 'bad-request',
  499: 'client-gone',
  500: 'application-error',
  501: 'application-error',
  502: 'bad-gateway',
  503: 'unavailable',
  504: 'gateway-timeout',
  507: 'application-error',
  508: 'loop',
  509: 'rate-limited',
  520: 'edge-error',
  521: 'refused',
  522: 'connect-timeout',
  523: 'unroutable',
  524: 'read-timeout',
  525: 'tls-protocol',
  526: 'tls-certificate',
  530: 'dns-failure',
  561: 'denied',
  598: 'read-timeout',
  599: 'connect-timeout'
}

/** These numbers say exactly what happened. */
const PLAIN = [413, 414, 429, 431, 444, 460, 463, 494, 497, 499, 508, 521, 522, 523, 524, 525, 526]

/** The cause that a status alone speaks for, or undefined when it is none of ours. */
export function causeOfStatus(status: number): CauseId | undefined {
  return ALONE[status]
}

/** A line of which only the status tells something. */
export function byStatus(status: number, told: Told): Reading {
  const cause = ALONE[status]
  if (cause === undefined) return 'fine'
  return { ...told, status, cause, sure: PLAIN.includes(status) ? 'says so' : 'open' }
}

/** A line that says that the answer came from behind: its 5xx is the application’s own. */
export function passedOn(status: number, told: Told): Reading {
  if (status >= 500) return { ...told, status, cause: 'application-error', sure: 'says so' }
  if (status === 429) return { ...told, status, cause: 'rate-limited', sure: 'says so' }
  return 'fine'
}
