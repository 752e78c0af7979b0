import type { Route } from '../configuration.js'

/** Gives every route a name of its own: its host before it where there are several, its port and a number where that is not enough. */
export function identified(routes: readonly Route[]): Route[] {
  const several = new Set(routes.map(({ host }) => host)).size > 1
  const withHost = several ? routes.map(route => ({ ...route, id: joined(route.host, route.id) })) : [...routes]
  const withPort = apart(withHost, ({ id, listener }) => `${id} on ${listener.port}`)
  const counts = new Map<string, number>()
  return withPort.map(route => {
    const count = (counts.get(route.id) ?? 0) + 1
    counts.set(route.id, count)
    return count === 1 ? route : { ...route, id: `${route.id} (${count})` }
  })
}

function joined(host: string, id: string): string {
  return id.startsWith('/') ? host + id : `${host} ${id}`
}

function apart(routes: readonly Route[], name: (route: Route) => string): Route[] {
  const times = (id: string) => routes.filter(other => other.id === id)
  return routes.map(route => {
    const same = times(route.id)
    return new Set(same.map(({ listener }) => listener.port)).size > 1 ? { ...route, id: name(route) } : route
  })
}
