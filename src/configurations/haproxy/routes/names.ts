import type { Route } from '../../configuration.js'
import { partsOf } from '../conditions/condition.js'
import type { Request } from '../conditions/request.js'
import type { Choice } from './choices.js'
import { HOSTS } from './way.js'

/** A route before it has a name. */
export interface Unnamed {
  readonly choice: Choice
  readonly request: Request
  readonly route: Omit<Route, 'id'>
}

/** Gives every route a name that stays the same as long as its condition does: the host and path that lead there, else its backend. */
export function named(routes: readonly Unnamed[]): Route[] {
  const severalHosts = new Set(routes.map(({ request }) => request.host)).size > 1
  const bare = routes.map(route => bareName(route, severalHosts))
  const ported = tellApart(bare, index => ` on :${routes[index]?.route.listener.port}`)
  const backed = tellApart(ported, index => ` backend ${routes[index]?.choice.backend.name}`)
  const ids = tellApart(backed, index => ` ${backed.slice(0, index).filter(id => id === backed[index]).length + 1}`)
  return routes.map(({ route }, index) => ({ id: ids[index] as string, ...route }))
}

function bareName(unnamed: Unnamed, severalHosts: boolean): string {
  const { choice, request } = unnamed
  const parts = partsOf(choice.condition)
  const special = parts.has('field') || parts.has('other') || (parts.has('method') && !parts.has('path'))
  if (!choice.last && !parts.has('path') && (!parts.has('host') || special)) return `backend ${choice.backend.name}`
  const path = parts.has('path') || choice.last ? request.path : '/'
  const method = parts.has('method') && request.method !== undefined ? `${request.method} ` : ''
  return `${method}${asksForHost(unnamed) && severalHosts ? request.host : ''}${path}`
}

function asksForHost({ choice, request }: Unnamed): boolean {
  return partsOf(choice.condition).has('host') && !HOSTS.includes(request.host)
}

/** Adds to the names of which there are several, unless it is the same for all of them. */
function tellApart(names: readonly string[], suffix: (index: number) => string): string[] {
  return names.map((name, index) => {
    const alike = names.flatMap((other, at) => (other === name ? [at] : []))
    const suffixes = new Set(alike.map(suffix))
    return alike.length === 1 || suffixes.size === 1 ? name : `${name}${suffix(index)}`
  })
}
