import type { Finder } from './finding.js'
import { remedyFor } from './remedies.js'
import { happenedOn, type RouteSeen } from './route-seen.js'

/** A WebSocket cannot be opened through this route. */
export const noUpgrade: Finder = {
  id: 'no-upgrade',
  severity: 'note',
  title: 'A WebSocket cannot be opened here',
  look(seen) {
    const asked = seen.on('websocket')
    if (asked === undefined || asked.status === 101 || !speaksHttp(seen)) return undefined
    return {
      failures: ['websocket'],
      happened: happenedOn([asked]),
      because: seen.setting('upgrade') ?? asked.decidedBy,
      fix: remedyFor('no-upgrade', seen),
      severity: isMeantFor(seen) ? 'danger' : 'note'
    }
  }
}

/** There is no upgrade in FastCGI and its like. */
function speaksHttp({ route }: RouteSeen): boolean {
  return route.upstreams.every(({ protocol }) => protocol.startsWith('http'))
}

/** Somebody has set something for it, or the path is one that WebSockets have. */
function isMeantFor({ route }: RouteSeen): boolean {
  if (route.settings.upgrade?.place !== undefined) return true
  return /(^|[/._-])(wss?|websockets?|sockets?(\.io)?|sockjs|cable|streaming|hubs?|signalr|realtime)(?=[/._-]|$)/i.test(
    route.path
  )
}
