import { fieldOf, type Request, withField } from './request.js'

// Any key does; without one HAProxy answers a WebSocket with 400.
const KEY = 'Z2F0ZWNyYXNoIGNoZWNrIQ=='

/** A request with all the fields that go with an upgrade, when it has one of them. */
export function wholeUpgrade(request: Request): Request {
  const protocol = protocolOf(request)
  if (protocol === undefined) return request
  const asking = withField(withField(request, 'Connection', 'Upgrade'), 'Upgrade', protocol)
  if (protocol.toLowerCase() !== 'websocket') return asking
  return withField(withField(asking, 'Sec-WebSocket-Version', '13'), 'Sec-WebSocket-Key', KEY)
}

/** What it wants to become; a field that only had to be there says 1. */
function protocolOf(request: Request): string | undefined {
  const named = fieldOf(request, 'Upgrade')
  if (named !== undefined) return named === '1' ? 'websocket' : named
  return /upgrade/i.test(fieldOf(request, 'Connection') ?? '') ? 'websocket' : undefined
}
