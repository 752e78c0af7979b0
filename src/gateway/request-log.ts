import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Phase } from '../core/log-entry.js'
import type { Cause } from './cause.js'
import type { Call, Timings } from './exchange.js'
import type { GatewayLogLine } from './log-line.js'

/** Where the one line of a request goes. */
export interface RequestLog {
  info(line: GatewayLogLine, message: string): void
  warn(line: GatewayLogLine, message: string): void
  error(line: GatewayLogLine, message: string): void
}

/** What there is to tell of a request that is over. */
export interface Ended {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly target: string
  /** When it came in, on the clock of performance.now(). */
  readonly began: number
  /** Undefined when it never came to calling the upstream. */
  readonly call: Call | undefined
  readonly bytes: number
}

/** What the gateway answers by itself without an upstream having failed. */
const NOBODY_FAILED: readonly string[] = ['http_request_error', 'http_request_denied', 'proxy_internal_response']

/** Logs a request whose answer is through, or was cut for a reason. */
export function logEnd(log: RequestLog, ended: Ended, cause: Cause | undefined): void {
  const line = lineOf(ended, ended.response.statusCode, cause?.phase ?? 'done', cause)
  if (cause === undefined) log.info(line, 'answered')
  else if (NOBODY_FAILED.includes(cause.type)) log.warn(line, cause.message)
  else log.error(line, cause.message)
}

/** Logs a request whose client did not stay for its answer; `told` when it has seen a status. */
export function logLeaving(log: RequestLog, ended: Ended, told: boolean): void {
  const status = told ? ended.response.statusCode : 499
  const line = lineOf(ended, status, phaseOf(ended.call?.timings ?? {}), { code: 'client_gone' })
  log.warn(line, `the client left after ${line.duration} ms, before its answer was complete`)
}

function lineOf(ended: Ended, status: number, phase: Phase, cause?: Partial<Cause>): GatewayLogLine {
  const { request, target, began, call, bytes } = ended
  return {
    method: request.method as string,
    target,
    status,
    phase,
    cause: cause?.code,
    error: cause?.type,
    duration: tenths(performance.now() - began),
    timings: call === undefined ? {} : rounded(call.timings),
    attempts: call?.attempts ?? 0,
    reused: call?.reused ?? false,
    upstream: call?.address ?? '',
    bytes
  }
}

/** How far a request has come that nobody has ended yet. */
function phaseOf(timings: Timings): Phase {
  if (timings.connect === undefined) return 'connect'
  if (timings.sent === undefined) return 'send'
  return timings.head === undefined ? 'head' : 'body'
}

function rounded({ connect, sent, firstByte, head, end }: Timings): Timings {
  return {
    connect: tenths(connect),
    sent: tenths(sent),
    firstByte: tenths(firstByte),
    head: tenths(head),
    end: tenths(end)
  }
}

/** Milliseconds with one decimal. */
function tenths(milliseconds: number): number
function tenths(milliseconds: number | undefined): number | undefined
function tenths(milliseconds: number | undefined): number | undefined {
  return milliseconds === undefined ? undefined : Math.round(milliseconds * 10) / 10
}
