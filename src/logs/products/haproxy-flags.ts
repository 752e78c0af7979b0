import type { CauseId } from '../causes/index.js'

/** What HAProxy’s termination state says: a letter for who ended it, one for the phase. */
export interface Termination {
  readonly cause: CauseId | 'fine'
  readonly says: string
  /** Several causes end with the same two letters. */
  readonly open?: boolean
}

const WHO: Readonly<Record<string, string>> = {
  C: 'the client ended it',
  S: 'the server ended or refused it',
  P: 'HAProxy ended it, for a limit, a rule or an invalid answer',
  L: 'HAProxy answered by itself',
  R: 'HAProxy was out of something',
  I: 'HAProxy had an internal error',
  D: 'the server went down',
  U: 'a better server came back',
  K: 'an operator ended it',
  c: 'the client’s time ran out',
  s: 'the server’s time ran out'
}

const WHEN: Readonly<Record<string, string>> = {
  R: 'while the request came in',
  Q: 'while it waited in the queue',
  C: 'while connecting to the server',
  H: 'before the head of the answer was whole',
  D: 'in the middle of the data',
  L: 'while the last data went to the client',
  T: 'in the tarpit'
}

const CAUSE_OF: Readonly<Record<string, CauseId>> = {
  SC: 'connect-failed',
  sC: 'connect-timeout',
  SH: 'closed-before-head',
  sH: 'read-timeout',
  SD: 'cut-body',
  sD: 'stalled-body',
  SL: 'cut-body',
  PH: 'bad-answer',
  PD: 'bad-coding',
  sQ: 'connection-limit',
  SQ: 'connection-limit',
  PQ: 'connection-limit',
  RQ: 'gateway-exhausted',
  PC: 'gateway-exhausted',
  RC: 'ports-exhausted',
  PR: 'denied',
  PT: 'denied',
  LR: 'local-answer',
  LH: 'local-answer',
  LC: 'local-answer',
  LQ: 'local-answer',
  LT: 'local-answer',
  LD: 'local-answer',
  cR: 'slow-client',
  cH: 'slow-client',
  cD: 'client-gone',
  cL: 'client-gone',
  cC: 'client-gone',
  cQ: 'client-gone',
  CR: 'client-gone',
  CQ: 'client-gone',
  CC: 'client-gone',
  CH: 'client-gone',
  CD: 'client-gone',
  CL: 'client-gone',
  CT: 'client-gone'
}

const OPEN = ['SC', 'PH']

/** A termination state such as sH--, SC or PR--, read; undefined when it is none. */
export function terminationOf(flags: string): Termination | undefined {
  if (!/^[CSPLRIDUKcs-][RQCHDLT-](?:[A-Z-]{2})?$/.test(flags)) return undefined
  const state = flags.slice(0, 2)
  if (state === '--') return { cause: 'fine', says: 'ended in the normal way' }
  const cause = CAUSE_OF[state] ?? BY_WHO[state[0] as string]
  if (cause === undefined) return undefined
  const says = [WHO[state[0] as string], WHEN[state[1] as string]].filter(part => part !== undefined).join(' ')
  return { cause, says, open: OPEN.includes(state) }
}

const BY_WHO: Readonly<Record<string, CauseId>> = {
  R: 'gateway-exhausted',
  I: 'gateway-error',
  D: 'server-down',
  U: 'server-down',
  K: 'server-down',
  L: 'local-answer'
}
