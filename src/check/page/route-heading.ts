import type { Route } from '../../configurations/configuration.js'
import { hostAndPort } from '../../core/host-and-port.js'
import { type Line, line } from '../../report/layout/line.js'
import { wrap } from '../../report/layout/wrap.js'
import type { Alike } from './alike.js'
import type { Paper } from './paper.js'

const MOST = 4

/** Names, and how many more there are: /api, /admin, /shop, /img and 12 more. */
export function someOf(names: readonly string[], most = MOST): string {
  const more = names.length - most
  return more > 0 ? `${names.slice(0, most).join(', ')} and ${more} more` : names.join(', ')
}

/** Routes that are alike, and what the first of them is asked for and leads to. */
export function routeHeading({ routes }: Alike, { columns }: Paper): Line[] {
  const ids = someOf(routes.map(({ id }) => id))
  const count = routes.length === 1 ? '' : ` (${routes.length} routes alike)`
  return wrap([...line(ids, 'strong'), ...line(count), ...line(`   ${wayOf(routes[0])}`, 'dim')], columns, 2)
}

function wayOf({ listener, host, path, upstreams }: Route): string {
  const scheme = listener.tls ? 'https' : 'http'
  const usual = listener.port === (listener.tls ? 443 : 80)
  const authority = usual ? host : hostAndPort(host, listener.port)
  return `${scheme}://${authority}${path} to ${someOf(upstreams.map(({ name }) => name))}`
}
