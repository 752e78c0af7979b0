import { may, type Read } from '../../core/shape/index.js'
import type { Behaviour } from '../behaviour.js'
import { fitsGlob, isGlob } from './glob.js'
import { exceptionName, failureName, isOneOf, looksLikeFailure, oneOrMore, routeName, status } from './names.js'

/** What a rule is about; what is left out is not asked about. */
export interface Scope {
  readonly routes?: readonly string[]
  readonly failures?: readonly string[]
  /** Of the answer that the client got. */
  readonly statuses?: readonly string[]
  /** Failures, and routes, that it is not about. */
  readonly except?: readonly string[]
}

/** The words with which a rule says what it is about. */
export const scopeWords = {
  route: may(oneOrMore(routeName), 'Only these routes; * stands for anything.'),
  'on failure': may(oneOrMore(failureName), 'Only these failures; * stands for anything.'),
  on: may(oneOrMore(status), 'Only answers with one of these statuses.'),
  except: may(oneOrMore(exceptionName), 'Not these failures, or routes.')
}

type ScopeWords = { readonly [K in keyof typeof scopeWords]?: Read<(typeof scopeWords)[K]['shape']> }

/** What those words say. */
export function scopeOf({ route, on, except, ...rest }: ScopeWords): Scope {
  const failures = rest['on failure']
  return {
    ...(route === undefined ? {} : { routes: route }),
    ...(failures === undefined ? {} : { failures }),
    ...(on === undefined ? {} : { statuses: on }),
    ...(except === undefined ? {} : { except })
  }
}

/** Whether a rule is about a route and a failure, whatever the answer. */
export function isAbout({ routes, failures, except = [] }: Scope, { route, failure }: Behaviour): boolean {
  if (routes !== undefined && !fitsOne(routes, route)) return false
  if (failures !== undefined && !fitsOne(failures, failure)) return false
  return !except.some(name => fitsGlob(name, looksLikeFailure(name) ? failure : route))
}

/** Whether a rule is about an answer. */
export function isAboutAnswer(scope: Scope, behaviour: Behaviour): boolean {
  return isAbout(scope, behaviour) && (scope.statuses === undefined || isOneOf(scope.statuses, behaviour.status))
}

/** Whether a name fits one of some patterns. */
export function fitsOne(patterns: readonly string[], name: string): boolean {
  return patterns.some(pattern => fitsGlob(pattern, name))
}

/** How much a rule says of what it is about: more for each word, and more for a name than for a pattern. */
export function narrowness({ routes, failures, statuses }: Scope): number {
  const named = [routes, failures].map(names => (names === undefined ? 0 : names.some(isGlob) ? 1 : 2))
  const asked = statuses === undefined ? 0 : statuses.some(each => each.endsWith('xx')) ? 1 : 2
  return named.reduce<number>((sum, each) => sum + each, asked)
}
