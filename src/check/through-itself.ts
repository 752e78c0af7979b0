import type { Configuration, ConfiguredUpstream, Route } from '../configurations/configuration.js'
import type { Listening } from './listening.js'
import { keyOf } from './stage.js'

/** Whether an upstream is a listener of the gateway itself, as where one server of a configuration asks another. */
export type IsItself = (upstream: ConfiguredUpstream) => boolean

/** An upstream is the gateway itself where that has taken its place already. */
export function itselfAt(places: readonly Listening[], addresses: Readonly<Record<string, string>>): IsItself {
  return ({ host, port, socket }) => {
    const at = addresses[host.toLowerCase()] ?? host
    const isLocal = /^127\.|^::1$/.test(at)
    return (
      socket === undefined &&
      places.some(place => place.port === port && (place.host === at || (place.everywhere && isLocal)))
    )
  }
}

/** What really answers in the end: instead of the gateway itself those that it asks there. A route that ends in itself has nobody. */
export function throughItself(configuration: Configuration, isItself: IsItself): Configuration {
  const { routes, upstreams } = configuration
  const behind = (upstream: ConfiguredUpstream, seen: readonly string[]): readonly ConfiguredUpstream[] => {
    if (!isItself(upstream)) return [upstream]
    const key = keyOf(upstream)
    if (seen.includes(key)) return []
    const inner = routes.filter(({ listener }) => listener.port === upstream.port)
    return inner.flatMap(route => route.upstreams.flatMap(each => behind(each, [...seen, key])))
  }
  const ended = ({ upstreams: own }: Route) => {
    const all = own.flatMap(each => behind(each, []))
    return [...new Map(all.map(each => [keyOf(each), each])).values()]
  }
  return {
    ...configuration,
    routes: routes.map(route => (route.upstreams.some(isItself) ? { ...route, upstreams: ended(route) } : route)),
    upstreams: upstreams.filter(upstream => !isItself(upstream))
  }
}
