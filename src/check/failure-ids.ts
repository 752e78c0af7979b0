/** Every failure that a route can be put to, in the order in which reports and lock files have them. */
export const FAILURE_IDS: readonly string[] = [
  'ok',
  'refused',
  'POST refused',
  'connect-timeout',
  'hang',
  'POST hang',
  'empty-reply',
  'POST empty-reply',
  'reset-before-reply',
  'POST reset-before-reply',
  'garbage',
  'malformed-headers',
  'half-a-head',
  'big-header',
  'stalled-head',
  'dripping-head',
  'truncated-body',
  'truncated-chunks',
  'stalled-body',
  'dripping-body',
  'app-404',
  'app-500',
  'app-502',
  'app-503-maintenance',
  'rate-limited',
  'upload-not-read',
  'early-413',
  'keepalive-race-get',
  'keepalive-race-post',
  'idle-timeout-mismatch',
  'one-refusal',
  'websocket',
  'moved'
]

/** Brings failures into that order; what is not known comes last, as it was. */
export function inOrderOfFailures<T>(things: readonly T[], idOf: (thing: T) => string): T[] {
  const rank = (thing: T) => {
    const at = FAILURE_IDS.indexOf(idOf(thing))
    return at < 0 ? FAILURE_IDS.length : at
  }
  return [...things].sort((a, b) => rank(a) - rank(b))
}
