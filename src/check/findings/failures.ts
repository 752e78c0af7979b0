/** Failures on which nothing whole comes from the upstream, so that the gateway has to answer for itself. */
export const UNANSWERED = [
  'refused',
  'hang',
  'connect-timeout',
  'empty-reply',
  'reset-before-reply',
  'half-a-head',
  'stalled-head',
  'POST refused',
  'POST hang',
  'POST empty-reply',
  'POST reset-before-reply'
] as const

/** Beside those, failures in which what comes from the upstream is of no use, or the upstream is not found any more. */
export const USELESS = [
  'garbage',
  'malformed-headers',
  'big-header',
  'dripping-head',
  'keepalive-race-post',
  'idle-timeout-mismatch',
  'one-refusal',
  'moved'
] as const

/** Failures on which the gateway waits until a limit of its own strikes. */
export const WAITS = [
  'hang',
  'POST hang',
  'connect-timeout',
  'stalled-head',
  'stalled-body',
  'upload-not-read'
] as const

/** Error answers of a sound application. */
export const ANSWERED = ['app-502', 'app-500', 'app-503-maintenance', 'rate-limited', 'app-404'] as const
