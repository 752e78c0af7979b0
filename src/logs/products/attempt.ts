import type { CauseId } from '../causes/index.js'
import type { Finding, Reading, Sureness } from '../finding.js'
import { byStatus, passedOn } from './access-status.js'

/** What an access log tells of the call to the upstream, as texts: with several attempts the last one counts. */
export interface Attempt {
  readonly product?: string
  readonly address?: string | undefined
  readonly status?: string | undefined
  readonly connect?: string | undefined
  readonly head?: string | undefined
  readonly response?: string | undefined
  readonly request?: string | undefined
  readonly milliseconds?: number | undefined
  readonly router?: string
  /** No upstream was called. */
  readonly nobody?: boolean
}

type Told = Omit<Finding, 'cause' | 'sure'>

/** Reads a status together with what is told of the upstream: a time that is a dash was never reached. */
export function byAttempt(told: Told, attempt: Attempt): Reading {
  const status = told.status ?? 0
  if (status < 500 || status > 504) return byStatus(status, told)
  if (attempt.nobody) return byNobody(status, told)
  const head = last(attempt.head)
  if (isTime(head))
    return passedOn(status, {
      ...told,
      words: `${status} with upstream_header_time ${head}: the answer came from behind`
    })
  const guess = byTimes(status, last(attempt.connect), head)
  if (guess !== undefined) return { ...told, ...guess }
  const own = last(attempt.status)
  if (own !== undefined && /^\d{3}$/.test(own) && Number(own) !== status)
    return byStatus(status, { ...told, words: `${status}, the upstream said ${own}` })
  return byStatus(status, told)
}

function byNobody(status: number, told: Told): Reading {
  const words = `${status}, and no upstream was called`
  if (status === 503) return { ...told, words, cause: 'unavailable', sure: 'open', note: NOBODY_503 }
  if (status === 502) return { ...told, words, cause: 'no-healthy-upstream', sure: 'likely' }
  return { ...told, words, cause: 'gateway-error', sure: 'likely' }
}

const NOBODY_503 = 'No upstream was called: it is the gateway’s own answer (a rate limit, maintenance, no endpoints).'

function byTimes(status: number, connect: string | undefined, head: string | undefined): Guess | undefined {
  if (connect === '-') {
    const words = `${status}, and the connection never stood (connect time -)`
    return status === 504
      ? { cause: 'connect-timeout', sure: 'likely', words }
      : { cause: 'connect-failed', sure: 'open', words }
  }
  if (!isTime(connect) || head !== '-') return undefined
  const words = `${status}, connected after ${connect} s, and no head came (header time -)`
  if (status === 504) return { cause: 'read-timeout', sure: 'likely', words }
  return status === 502 ? { cause: 'closed-before-head', sure: 'likely', words } : undefined
}

interface Guess {
  readonly cause: CauseId
  readonly sure: Sureness
  readonly words: string
}

function last(list: string | undefined): string | undefined {
  return list?.split(/, ?| : /).at(-1)
}

function isTime(text: string | undefined): boolean {
  return text !== undefined && /^\d+(?:\.\d+)?$/.test(text)
}
