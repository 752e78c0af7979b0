import type { Finder } from './finding.js'
import { remedyFor } from './remedies.js'
import { happenedOn, isFailed } from './route-seen.js'

/** A kept connection that the application has just closed is used once more: a rare 502 on POST, with nothing in the application's log. */
export const keepAliveLonger: Finder = {
  id: 'keep-alive-longer',
  severity: 'warning',
  title: 'Idle connections are kept longer than the application keeps them',
  look(seen) {
    // The race alone can be lost by everybody; who closes first never gets into it.
    const idle = seen.on('idle-timeout-mismatch')
    const telling = idle === undefined ? ['keepalive-race-post'] : ['idle-timeout-mismatch', 'keepalive-race-post']
    const lost = seen.onAny(telling).filter(isFailed)
    if (lost.length === 0 || (idle !== undefined && !isFailed(idle))) return undefined
    return {
      failures: lost.map(({ failure }) => failure),
      happened: happenedOn(lost),
      because: seen.setting('keepalive'),
      fix: remedyFor('keep-alive-longer', seen)
    }
  }
}
