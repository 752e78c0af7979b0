import type { Finding, Product, Reading } from '../finding.js'
import { addressIn, requestIn, secondsIn } from '../lines/fields.js'
import { byStatus, passedOn } from './access-status.js'

const NAME = 'AWS ALB access log'

// http 2026-11-20T17:48:52.000000Z app/web/50dc 203.0.113.9:2817 10.0.0.5:80 0.000 -1 -1 502 - 34 366 "GET http://… HTTP/1.1" …
const LINE =
  /^(?:https?|h2|grpcs|wss?) (\d{4}-\d\d-\d\dT[\d:.]{8,16}Z) (\S{1,200}) \S{1,100} (\S{1,100}) (-?[\d.]{1,12}) (-?[\d.]{1,12}) (-?[\d.]{1,12}) (\d{3}|-) (\d{3}|-) \d{1,18} \d{1,18} "?([^"]{0,4000})"?(.*)$/
// The classic balancer has no type in front, and names the instance.
const CLASSIC =
  /^(\d{4}-\d\d-\d\dT[\d:.]{8,16}Z) (\S{1,200}) \S{1,100} (\S{1,100}) (-?[\d.]{1,12}) (-?[\d.]{1,12}) (-?[\d.]{1,12}) (\d{3}|-) (\d{3}|-) \d{1,18} \d{1,18} "?([^"]{0,4000})"?(.*)$/

/** AWS’s application balancer, and the classic one. */
export const awsAlb: Product = {
  name: NAME,
  read({ text }) {
    const match = LINE.exec(text) ?? CLASSIC.exec(text)
    if (match === null) return undefined
    const [, at = '', , target, , work = '', , own = '', theirs = '', request, tail = ''] = match
    const status = own === '-' ? 0 : Number(own)
    const took = secondsIn(work) ?? sinceCreation(at, tail)
    const told: Omit<Finding, 'cause' | 'sure'> = {
      product: NAME,
      at,
      status,
      words: `elb_status_code ${own}, target_status_code ${theirs}, target_processing_time ${work}`,
      upstream: addressIn(target),
      milliseconds: took,
      ...requestIn(request)
    }
    if (theirs === '-' && tail.includes('"fixed-response"')) return { ...told, cause: 'local-answer', sure: 'says so' }
    return theirs === '-' ? ofTheBalancer(status, told, work, errorReason(tail)) : passedOn(Number(theirs), told)
  }
}

function ofTheBalancer(
  status: number,
  told: Omit<Finding, 'cause' | 'sure'>,
  work: string,
  reason: string | undefined
): Reading {
  if (reason?.startsWith('Lambda'))
    return { ...told, cause: 'bad-answer', sure: 'likely', words: `${told.words}, error_reason ${reason}` }
  if (status === 503) return { ...told, cause: 'no-healthy-upstream', sure: 'likely', note: FAILS_OPEN }
  if (status === 504) return { ...told, ...timedOut(told.milliseconds) }
  if (status === 502 && work !== '-1') return { ...told, cause: 'closed-before-head', sure: 'likely', note: KEEP_ALIVE }
  if (status === 502) return { ...told, cause: 'bad-gateway', sure: 'open', note: KEEP_ALIVE }
  return byStatus(status, told)
}

const FAILS_OPEN = 'ALB says 503 when no target is registered. When all are unhealthy it asks them all the same.'
const KEEP_ALIVE =
  'The balancer keeps idle connections for 60 s: a target that closes earlier (Node: 5 s) gives such 502 now and then.'

function timedOut(milliseconds: number | undefined): Pick<Finding, 'cause' | 'sure' | 'note'> {
  if (milliseconds !== undefined && milliseconds >= 9900 && milliseconds < 11_500)
    return { cause: 'connect-timeout', sure: 'likely', note: 'ALB’s limit for connecting is 10 s.' }
  if (milliseconds === undefined) return { cause: 'gateway-timeout', sure: 'open' }
  return { cause: 'read-timeout', sure: 'likely' }
}

/** With no time for the target, what there is between the creation of the request and the answer. */
function sinceCreation(at: string, tail: string): number | undefined {
  const created = [...tail.matchAll(/\s(\d{4}-\d\d-\d\dT[\d:.]{8,16}Z)(?=\s)/g)].at(-1)?.[1]
  const took = created === undefined ? Number.NaN : Date.parse(at) - Date.parse(created)
  return Number.isFinite(took) && took >= 0 ? took : undefined
}

function errorReason(tail: string): string | undefined {
  return /"((?:Lambda|AuthInvalid|Auth)[A-Za-z]{3,40})"/.exec(tail)?.[1]
}
