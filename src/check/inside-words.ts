import type { Configuration } from '../configurations/configuration.js'
import type { Behaviour } from './behaviour.js'
import type { Listening } from './listening.js'
import type { Pace } from './pace.js'

/** What the process inside the sandbox is told first. */
export interface SetUp {
  readonly what: 'set-up'
  readonly configuration: Configuration
  readonly program: string
  /** The library that makes the clock run fast; null where there is none. */
  readonly clock: string | null
  /** The address behind each host name. */
  readonly addresses: Readonly<Record<string, string>>
  /** Where names are asked for. */
  readonly nameserver: string
  /** Ports that the gateway takes on all of its addresses, once that is known. */
  readonly taken: readonly number[]
}

/** One failure on one route, by their places in the lists. */
export interface Play {
  readonly what: 'play'
  readonly route: number
  readonly failure: number
  readonly pace: Pace
}

/** What the process inside the sandbox is told. */
export type ToInside = SetUp | Play | { readonly what: 'survey' }

/** What a look at the configuration showed: how the program's own check ended, what it said, and where it listens. */
export interface Survey {
  readonly what: 'surveyed'
  readonly code: number | null
  readonly said: string
  readonly listens: readonly Listening[]
}

/** What it says. */
export type FromInside =
  | { readonly what: 'ready' }
  | Survey
  | { readonly what: 'behaved'; readonly behaviour: Behaviour; readonly milliseconds: number }
  | { readonly what: 'trouble'; readonly why: string; readonly next?: string }
