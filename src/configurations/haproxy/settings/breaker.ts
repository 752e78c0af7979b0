import type { Setting } from '../../configuration.js'
import { timeOf } from '../text/time.js'
import { DEFAULT_INTERVAL } from '../upstreams/health.js'
import { has, type Server, said } from '../upstreams/servers.js'

/** For how long a server that failed is left alone: until it has passed as many checks as rise says. Without check it is never left alone. */
export function breakerOf(server: Server | undefined): Setting {
  if (server === undefined || !has(server, 'check')) return { name: 'check', value: 'off', milliseconds: 0 }
  const interval = said(server, 'inter') ?? DEFAULT_INTERVAL
  const rise = said(server, 'rise') ?? '2'
  const down = timeOf(said(server, 'downinter') ?? interval) ?? Number.NaN
  const rising = timeOf(said(server, 'fastinter') ?? interval) ?? Number.NaN
  const milliseconds = down + rising * (Number(rise) - 1)
  const observed = said(server, 'observe')
  const value = [
    `inter ${interval} fall ${said(server, 'fall') ?? '3'} rise ${rise}`,
    ...(observed === undefined ? [] : [`observe ${observed} error-limit ${said(server, 'error-limit') ?? '10'}`])
  ].join(' ')
  return { name: 'check', value, ...(!Number.isNaN(milliseconds) && { milliseconds }), place: server.place }
}
