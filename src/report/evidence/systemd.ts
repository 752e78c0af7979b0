import { constants } from 'node:os'
import type { Fact } from '../../core/events.js'
import type { LogLine } from './access-lines.js'

type Upstream = Extract<Fact, { side: 'upstream' }>

/** What systemd writes about the process of one upstream: its starts, its stops, and how it ended. */
export function systemdLines(facts: readonly Upstream[]): LogLine[] {
  let deaths = 0
  let diedAt = Number.NEGATIVE_INFINITY
  let stopping = false
  let running = false
  const lines: LogLine[] = []
  const say = (at: number, ...texts: string[]) =>
    lines.push(...texts.map(text => ({ at, text: `systemd[1]: ${text}` })))
  for (const fact of facts) {
    if (isUp(fact) && !running) {
      running = true
      say(startOf(facts, diedAt, fact.at), ...started(deaths))
    }
    if (fact.what === 'signalled' && fact.signal === 'SIGTERM') {
      stopping = true
      say(fact.at, 'Stopping app.service...')
    }
    if (fact.what !== 'crashed' && fact.what !== 'exited') continue
    say(fact.at, ...(fact.what === 'crashed' ? killed(fact.signal) : left(fact.code)))
    if (stopping) say(fact.at, 'Stopped app.service.')
    running = false
    deaths += 1
    diedAt = fact.at
  }
  return lines
}

/** Of a process that nobody supervises it is known when it listens. On a port that nobody listens on none was ever started. */
function isUp(fact: Upstream): boolean {
  return fact.what === 'started' || (fact.what === 'listening' && (fact.how === 'open' || fact.how === 'blackhole'))
}

/** That a process is up is known when it listens; it was started before it said its first word. */
function startOf(facts: readonly Upstream[], diedAt: number, known: number): number {
  const alive = facts.filter(fact => fact.at > diedAt && (fact.what !== 'listening' || isUp(fact)))
  return Math.min(known, ...alive.map(fact => fact.at))
}

function started(deaths: number): string[] {
  const again = `app.service: Scheduled restart job, restart counter is at ${deaths}.`
  return [...(deaths > 0 ? [again] : []), 'Started app.service.']
}

/** SIGTERM is what systemd itself stops with, and no failure to it. */
function killed(signal: string): string[] {
  const number = constants.signals[signal as NodeJS.Signals]
  if (signal === 'SIGTERM') return ['app.service: Deactivated successfully.']
  const status = `${number}/${signal.replace(/^SIG/, '')}`
  return [
    `app.service: Main process exited, code=killed, status=${status}`,
    "app.service: Failed with result 'signal'."
  ]
}

function left(code: number): string[] {
  if (code === 0) return ['app.service: Deactivated successfully.']
  const status = code === 1 ? '1/FAILURE' : `${code}/n/a`
  return [
    `app.service: Main process exited, code=exited, status=${status}`,
    "app.service: Failed with result 'exit-code'."
  ]
}
