import { isIP } from 'node:net'
import type { Setting } from '../../configuration.js'
import type { Sections } from '../text/sections.js'
import { type Server, said } from '../upstreams/servers.js'
import { timeIn } from './setting.js'

/** How the name of a server is looked up while HAProxy runs; undefined for one that needs no looking up. */
export function resolvingOf(server: Server | undefined, sections: Sections): Setting | undefined {
  if (server === undefined || server.address.kind !== 'inet') return undefined
  const { host } = server.address
  if (isIP(host) || host === 'localhost') return undefined
  const name = said(server, 'resolvers')
  if (name === undefined) {
    return {
      name: 'resolvers',
      value: 'none: names are looked up once, at start',
      milliseconds: Number.POSITIVE_INFINITY
    }
  }
  const section = sections.of('resolvers').find(each => each.name === name)
  // hold valid is for do-resolve only; a server is asked for every timeout resolve.
  const every = section && timeIn(section, 'timeout resolve')
  return every ?? { name: 'timeout resolve', value: '1s', milliseconds: 1000 }
}
