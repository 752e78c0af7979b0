import type { Behaviour } from '../behaviour.js'
import type { Finder } from './finding.js'
import { remedyFor } from './remedies.js'
import { happenedOn } from './route-seen.js'

/** What is no HTTP reaches the client: the banner of a database, of a mail server. */
export const rawBytes: Finder = {
  id: 'raw-bytes',
  severity: 'note',
  title: 'What is no HTTP reaches the client as it is',
  look(seen) {
    const raw = seen.known.filter(each => each.got === 'no-http' || isBanner(each))
    if (raw.length === 0) return undefined
    return {
      failures: raw.map(({ failure }) => failure),
      happened: happenedOn(raw),
      because: raw[0]?.decidedBy,
      fix: remedyFor('raw-bytes', seen)
    }
  }
}

/** It was taken for the body of an answer without a head. */
function isBanner({ failure, author, status }: Behaviour): boolean {
  return failure === 'garbage' && author === 'upstream' && status === 200
}
