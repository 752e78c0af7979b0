import type { Behaviour } from '../behaviour.js'
import { statusWords } from '../page/answer-words.js'
import { ANSWERED } from './failures.js'
import type { Finder } from './finding.js'
import { remedyFor } from './remedies.js'
import { happenedOn } from './route-seen.js'

/** An answer of the application that is replaced on its way, or loses what it says of coming back. */
export const interceptsTheApplication: Finder = {
  id: 'intercepts-the-application',
  severity: 'warning',
  title: "The application's own error answers are replaced",
  look(seen) {
    const changed = seen.onAny(ANSWERED).filter(each => isReplaced(each) || lacksRetryAfter(each))
    if (changed.length === 0) return undefined
    return {
      failures: changed.map(({ failure }) => failure),
      happened: happenedOn(changed, changeWords),
      because: seen.setting('intercept', 'error-page') ?? changed[0]?.decidedBy,
      fix: remedyFor('intercepts-the-application', seen),
      severity: changed.some(looksGood) ? 'danger' : 'warning'
    }
  }
}

function isReplaced({ upstreamStatus, status, author }: Behaviour): boolean {
  return upstreamStatus !== null && (status !== upstreamStatus || author === 'gateway')
}

const COME_BACK = ['app-503-maintenance', 'rate-limited']

function lacksRetryAfter({ failure, fields, upstreamStatus }: Behaviour): boolean {
  if (upstreamStatus === null || !COME_BACK.includes(failure)) return false
  return !fields.some((field, at) => at % 2 === 0 && field.toLowerCase() === 'retry-after')
}

function looksGood({ upstreamStatus, status }: Behaviour): boolean {
  return (upstreamStatus ?? 0) >= 500 && status !== null && status < 400
}

function changeWords(behaviour: Behaviour): string {
  const { upstreamStatus, status } = behaviour
  const lost = lacksRetryAfter(behaviour) ? ', Retry-After is lost' : ''
  if (!isReplaced(behaviour)) return `${status} as the application said${lost}`
  if (status === upstreamStatus) return `the page of the gateway instead of the application's${lost}`
  return `the application's ${upstreamStatus} becomes ${statusWords(behaviour)}${lost}`
}
