import type { Finding, Product, Reading } from '../finding.js'
import { requestIn } from '../lines/fields.js'
import { passedOn } from './access-status.js'
import { terminationOf } from './haproxy-flags.js'
import { haproxyNotice } from './haproxy-notice.js'

const NAME = 'HAProxy'

// 10.0.0.1:6082 [20/Nov/2026:20:26:35.936] www app/s1 0/0/0/-1/502 504 198 - - sH-- 1/1/0/0/0 0/0 "GET /hang HTTP/1.1"
const HTTP =
  /\[(\d\d\/[A-Z][a-z]{2}\/\d{4}:[\d:.]{8,19})\] (\S{1,200}) (\S{1,200})\/(\S{1,200}) ([-+\d]{1,12}(?:\/[-+\d]{1,12}){3,5}) (-1|\d{1,3}) \+?\d{1,20} \S{1,300} \S{1,300} ([A-Za-z-]{4}) [+\d/]{1,60} \d{1,10}\/\d{1,10}(.*)$/
const TCP =
  /\[(\d\d\/[A-Z][a-z]{2}\/\d{4}:[\d:.]{8,19})\] (\S{1,200}) (\S{1,200})\/(\S{1,200}) ([-+\d]{1,12}(?:\/[-+\d]{1,12}){2}) \+?\d{1,20} ([A-Za-z-]{2}) /
/** A format of one’s own: the state stands somewhere between blanks, with timers somewhere before it. */
const OWN = /\s(-?\d{1,9}(?:\/-?\d{1,9}){3,5})\s(?:.{0,1500}?\s)?([CSPLRIDUKcs-][RQCHDLT-][NIDVEO-][NIUPRD-])(?:\s|$)/

/** HAProxy’s log: httplog, tcplog, formats of one’s own that have the state in them, and what it says of its servers. */
export const haproxy: Product = {
  name: NAME,
  read({ text }) {
    const http = HTTP.exec(text)
    if (http !== null) {
      const [, at, , backend, server, timers, status, flags = '', rest = ''] = http
      const request = /"?([A-Z]{3,10} [^\s"]{1,2000})/.exec(rest)?.[1]
      return readState(flags, { at, backend, server, timers, status: Number(status), ...requestIn(request) })
    }
    const tcp = TCP.exec(text)
    if (tcp !== null) {
      const [, at, , backend, server, timers, flags = ''] = tcp
      return readState(flags, { at, backend, server, timers })
    }
    const own = OWN.exec(text)
    if (own !== null)
      return readState(own[2] as string, { timers: own[1], status: statusIn(text), ...requestIn(requestText(text)) })
    return haproxyNotice(text)
  }
}

interface Context {
  readonly at?: string | undefined
  readonly backend?: string | undefined
  readonly server?: string | undefined
  readonly timers?: string | undefined
  readonly status?: number | undefined
  readonly method?: string
  readonly path?: string
}

function readState(flags: string, context: Context): Reading {
  const { at, backend, server, timers = '', status, method, path } = context
  const told: Omit<Finding, 'cause' | 'sure' | 'words'> = {
    product: NAME,
    at,
    status: status === -1 ? undefined : status,
    method,
    path,
    upstream: server === undefined || server.startsWith('<') ? undefined : `${backend}/${server}`,
    milliseconds: totalOf(timers)
  }
  const state = terminationOf(flags)
  if (state === undefined) return undefined
  if (state.cause === 'fine') return status === undefined ? 'fine' : passedOn(status, { ...told, words: flags })
  const words = `${flags}: ${state.says}`
  const nobody = server === '<NOSRV>' && flags.startsWith('SC')
  if (nobody)
    return {
      ...told,
      cause: 'no-healthy-upstream',
      sure: 'says so',
      words: `${flags} with <NOSRV>: there was no server to ask`
    }
  if (flags.startsWith('PR') && status === 400) return { ...told, cause: 'bad-request', sure: 'says so', words }
  if (flags.startsWith('PR') && status === 429) return { ...told, cause: 'rate-limited', sure: 'says so', words }
  if (flags.startsWith('CR') && status === 400) return { ...told, cause: 'client-gone', sure: 'says so', words }
  return { ...told, cause: state.cause, sure: state.open ? 'open' : 'says so', words }
}

/** The last timer is the whole time; a plus means that the line was written before the end. */
function totalOf(timers: string): number | undefined {
  const last = Number(timers.split('/').at(-1)?.replace('+', ''))
  return Number.isFinite(last) && last >= 0 ? last : undefined
}

function statusIn(text: string): number | undefined {
  const found = /\s([1-5]\d\d)\s/.exec(text)?.[1]
  return found === undefined ? undefined : Number(found)
}

function requestText(text: string): string | undefined {
  return /"([A-Z]{3,10} [^"\s]{1,2000})/.exec(text)?.[1]
}
