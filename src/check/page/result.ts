import type { Configuration, Place } from '../../configurations/configuration.js'
import type { Behaviour, Failure } from '../behaviour.js'
import type { Finding } from '../findings/index.js'

/** A rule of gatecrash.yaml that a route breaks on a failure. */
export interface BrokenRule {
  /** As it stands in the file. */
  readonly rule: string
  readonly place: Place
  readonly route: string
  readonly failure: string
  readonly expected: string
  readonly found: string
}

/** Everything that a check has come to. */
export interface CheckResult {
  readonly configuration: Configuration
  /** Of the product that was run. */
  readonly version: string
  /** How it was run: the walls around it, and which way its clock was made fast. */
  readonly how: { readonly sandbox: string; readonly clock: string; readonly speed: string }
  /** What the configuration names and the machine has not, so that it was put into the sandbox. */
  readonly provided: readonly { readonly path: string; readonly why: string }[]
  /** What was played, in that order. */
  readonly failures: readonly Failure[]
  readonly behaviours: readonly Behaviour[]
  readonly findings: readonly Finding[]
  readonly broken: readonly BrokenRule[]
  /** What has changed since the lock, a line each: /api on hang: 504 after 60s -> 200 after 60s. */
  readonly changes: readonly string[]
  /** Milliseconds that all of it took. */
  readonly took: number
}
