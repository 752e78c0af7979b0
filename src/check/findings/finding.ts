import type { Place, Setting } from '../../configurations/configuration.js'
import type { RouteSeen } from './route-seen.js'

/** How bad it is, the worst first: data or requests are at stake; somebody will be woken by it; good to know. */
export const SEVERITIES = ['danger', 'warning', 'note'] as const

/** How bad a finding is. */
export type Severity = (typeof SEVERITIES)[number]

/** Something that was seen to happen, that an operator would want otherwise, and how it is usually mended. */
export interface Finding {
  readonly id: string
  readonly severity: Severity
  readonly title: string
  /** The ids of all routes that are alike in it. */
  readonly routes: readonly string[]
  /** The id of the failure that shows it best. */
  readonly proof: string
  /** The ids of all failures that show it, the proof first. */
  readonly failures: readonly string[]
  /** What was seen, with numbers. */
  readonly happened: string
  /** The setting behind it. Where it stands for the first of the routes. */
  readonly because: Setting | undefined
  /** Everywhere that setting stands; nowhere for a default. */
  readonly places: readonly Place[]
  /** Lines to type, as the product knows them. */
  readonly fix: string
}

/** What a finder says of one route. */
export interface Found {
  /** The failures that show it, the best proof first. */
  readonly failures: readonly string[]
  readonly happened: string
  readonly because?: Setting | undefined
  readonly fix: string
  /** Where it is worse, or less bad, than it mostly is. */
  readonly severity?: Severity
}

/** Looks at what one route did for one kind of trouble. */
export interface Finder {
  readonly id: string
  readonly severity: Severity
  readonly title: string
  look(seen: RouteSeen): Found | undefined
}
