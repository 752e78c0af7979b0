import type { Finder } from './finding.js'
import { remedyFor } from './remedies.js'
import { happenedOn } from './route-seen.js'

/** Half an answer that looks whole: the client cannot know that something is missing. */
export const cutWithoutTrace: Finder = {
  id: 'cut-without-trace',
  severity: 'danger',
  title: 'An incomplete answer is passed on as if it were whole',
  look(seen) {
    const laundered = seen.known.filter(({ got }) => got === 'made-whole')
    if (laundered.length === 0) return undefined
    return {
      failures: laundered.map(({ failure }) => failure),
      happened: happenedOn(laundered),
      because: laundered[0]?.decidedBy ?? seen.setting('buffering'),
      fix: remedyFor('cut-without-trace', seen)
    }
  }
}
