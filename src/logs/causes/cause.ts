import type { ErrorType } from '../../core/error-types.js'
import type { Finding } from '../finding.js'

/** One thing that may stand behind a cause, and how one would know it. */
export interface Suspect {
  readonly what: string
  /** What is seen when it is this one; a command where there is one. */
  readonly tell: string
  /** The scenarios that show it, the best first. */
  readonly scenarios: readonly string[]
  /** When a line itself speaks for it: it is named first then. */
  readonly fits?: (finding: Finding) => boolean
}

/** Who has to do something about it. */
export type Fault = 'upstream' | 'application' | 'gateway' | 'network' | 'client'

/** What goes wrong between a gateway and its upstream, as far as a log can tell. */
export interface Cause {
  /** The RFC 9209 error type; none when the gateway is innocent, unknown when it cannot be told. */
  readonly type: ErrorType | 'none' | 'unknown'
  readonly title: string
  readonly means: string
  readonly fault: Fault
  /** Whether the application may have done the work already: what a retry hangs on. */
  readonly reached: 'no' | 'maybe' | 'yes'
  /** Scenarios that reproduce it, the best first; the lesson of the first that exists says what is not said here. */
  readonly scenarios: readonly string[]
  /** What to look at first; own words win over the lesson's. */
  readonly check?: string
  readonly fix?: string
  /** What it is mistaken for, or what does not help. */
  readonly trap?: string
  /** Most likely first. */
  readonly suspects?: readonly Suspect[]
}

/** A list of causes, by their names. */
export type Causes = Readonly<Record<string, Cause>>
