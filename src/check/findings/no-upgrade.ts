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
    if (asked === undefined || asked.status === 101) return undefined
    return {
      failures: ['websocket'],
      happened: happenedOn([asked]),
      because: seen.setting('upgrade') ?? asked.decidedBy,
      fix: remedyFor('no-upgrade', seen),
      severity: isMeantFor(seen) ? 'danger' : 'note'
    }
  }
}

/** Somebody has set something for it, or the path is one that WebSockets have. */
function isMeantFor({ route }: RouteSeen): boolean {
  if (route.settings.upgrade?.place !== undefined) return true
  return /(^|[/._-])(wss?|websockets?|sockets?(\.io)?|sockjs|cable|hubs?|signalr|realtime)(?=[/._-]|$)/i.test(
    route.path
  )
}
