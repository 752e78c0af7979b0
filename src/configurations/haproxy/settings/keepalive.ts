import type { Setting } from '../../configuration.js'
import { lineOf, modeOf, optionOf, type Section } from '../text/sections.js'
import { timeOf } from '../text/time.js'
import { type Server, said } from '../upstreams/servers.js'
import { noLimit, timeIn, written } from './setting.js'

const CLOSING = ['httpclose', 'http-server-close', 'forceclose']

/** What decides how long a connection to a server is kept unused. */
export function keepaliveOf(front: Section, back: Section, server: Server | undefined): Setting | undefined {
  if (modeOf(back) !== 'http') return undefined
  return closed(front, back) ?? notShared(front, back) ?? pooled(server)
}

/** The mode that closes most wins, whichever side has it. */
function closed(front: Section, back: Section): Setting | undefined {
  for (const option of CLOSING) {
    const line = optionOf(back, option) ?? optionOf(front, option)
    if (line !== undefined) return { name: `option ${option}`, value: 'on', milliseconds: 0, place: line.place }
  }
  return undefined
}

/** A connection that is not shared lives as long as that of its client. */
function notShared(front: Section, back: Section): Setting | undefined {
  const reuse = lineOf(back, 'http-reuse')
  if (reuse?.words[1] !== 'never') return undefined
  const names = ['timeout http-keep-alive', 'timeout http-request', 'timeout client']
  const limit = names.map(name => timeIn(front, name)).find(each => each !== undefined) ?? noLimit('timeout client')
  return written(reuse, 'http-reuse', limit.milliseconds)
}

function pooled(server: Server | undefined): Setting {
  const most = server && said(server, 'pool-max-conn')
  if (server !== undefined && most === '0')
    return { name: 'pool-max-conn', value: '0', milliseconds: 0, place: server.place }
  const delay = server && said(server, 'pool-purge-delay')
  const name = 'pool-purge-delay'
  if (server === undefined || delay === undefined) return { name, value: '5s', milliseconds: 5000 }
  const milliseconds = timeOf(delay)
  return { name, value: delay, ...(milliseconds !== undefined && { milliseconds }), place: server.place }
}
