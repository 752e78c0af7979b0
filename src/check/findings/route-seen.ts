import type { Configuration, Role, Route, Setting } from '../../configurations/configuration.js'
import type { Behaviour } from '../behaviour.js'
import { answerWords } from '../page/answer-words.js'
import { failureNames } from '../page/failure-names.js'
import { grouped } from '../page/grouped.js'

/** One route, with everything that is known of what it did. */
export class RouteSeen {
  readonly known: readonly Behaviour[]

  constructor(
    readonly product: string,
    readonly route: Route,
    behaviours: readonly Behaviour[]
  ) {
    this.known = behaviours.filter(each => each.route === route.id && each.unknown === undefined)
  }

  /** What it did on a failure; undefined when that is not known. */
  on(failure: string): Behaviour | undefined {
    return this.known.find(each => each.failure === failure)
  }

  /** What it did on those of the failures that are known, in their order. */
  onAny(failures: readonly string[]): readonly Behaviour[] {
    return failures.flatMap(failure => this.on(failure) ?? [])
  }

  setting(...roles: readonly Role[]): Setting | undefined {
    return roles.map(role => this.route.settings[role]).find(each => each !== undefined)
  }

  /** A limit in milliseconds; undefined when there is none. */
  limit(role: Role): number | undefined {
    const { milliseconds } = this.route.settings[role] ?? {}
    return milliseconds !== undefined && Number.isFinite(milliseconds) ? milliseconds : undefined
  }
}

/** Every route with what it did, in the order of the configuration. */
export function routesSeen({ product, routes }: Configuration, behaviours: readonly Behaviour[]): readonly RouteSeen[] {
  return routes.map(route => new RouteSeen(product, route, behaviours))
}

/** The client got no answer, or one of the gateway's own: whatever its status, the application's is lost. */
export function isFailed({ status, author }: Behaviour): boolean {
  return status === null || status >= 500 || author === 'gateway'
}

/** What happened on several failures; those with the same end are told together. */
export function happenedOn(behaviours: readonly Behaviour[], words = answerWords): string {
  const groups = grouped(behaviours, words)
  const names = (each: readonly Behaviour[]) => named(failureNames(each.map(({ failure }) => failure)))
  return [...groups].map(([text, each]) => `${names(each)}: ${text}`).join('; ')
}

const MOST = 4

function named(names: readonly string[]): string {
  if (names.length <= MOST) return names.join(', ')
  return `${names.slice(0, MOST - 1).join(', ')} and ${names.length - MOST + 1} more`
}
