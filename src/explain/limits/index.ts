import { firesAt } from '../../logs/duration.js'
import type { DefaultLimit } from './limit.js'
import { PLATFORM_LIMITS } from './platforms.js'
import { PROGRAM_LIMITS } from './programs.js'

export type { DefaultLimit } from './limit.js'

/** Every default limit that is known. */
export const DEFAULT_LIMITS: readonly DefaultLimit[] = [...PLATFORM_LIMITS, ...PROGRAM_LIMITS]

/** A limit, and how often it was waited for: nginx with two servers waits twice. */
export interface Hit {
  readonly limit: DefaultLimit
  readonly times: number
}

/** Whose limits a duration is: those that end in a gateway error come first. */
export function limitsAt(milliseconds: number): DefaultLimit[] {
  const fitting = DEFAULT_LIMITS.filter(limit => firesAt(limit.milliseconds, milliseconds))
  return [...fitting.filter(showsGatewayError), ...fitting.filter(limit => !showsGatewayError(limit))]
}

function showsGatewayError({ shows }: DefaultLimit): boolean {
  return /^5(?:0[234]|2\d)/.test(shows)
}

/** Limits of gateways that try several servers, of which a duration is twice or three times. */
export function multiplesAt(milliseconds: number): Hit[] {
  const trying = DEFAULT_LIMITS.filter(({ who, shows }) => TRIES_AGAIN.includes(who) && /50[34]/.test(shows))
  return [2, 3].flatMap(times =>
    trying.filter(limit => firesAt(limit.milliseconds, milliseconds / times)).map(limit => ({ limit, times }))
  )
}

const TRIES_AGAIN = ['nginx', 'ingress-nginx']

/** The known limits just below and above a duration that is none of them. */
export function neighboursOf(milliseconds: number): DefaultLimit[] {
  const sorted = DEFAULT_LIMITS.toSorted((a, b) => a.milliseconds - b.milliseconds)
  const below = sorted.findLast(limit => limit.milliseconds < milliseconds)
  const above = sorted.find(limit => limit.milliseconds > milliseconds)
  return [below, above].filter(limit => limit !== undefined)
}
