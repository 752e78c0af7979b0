import type { CauseId } from '../causes/index.js'
import type { Product } from '../finding.js'
import { pathOf } from '../lines/fields.js'
import { byStatus } from './access-status.js'
import { phraseIn, phrases } from './phrases.js'

const VARNISH = phrases(
  ['connection refused', 'refused'],
  ['errno 111', 'refused'],
  ['errno 110', 'connect-timeout'],
  ['errno 113', 'unroutable'],
  ['errno 101', 'unroutable'],
  ['fail errno', 'connect-failed'],
  ['no backend connection', 'connect-failed'],
  ['no backend', 'no-healthy-upstream'],
  ['director', 'no-healthy-upstream', 'unhealthy'],
  ['backend', 'no-healthy-upstream', 'unhealthy'],
  ['first byte timeout', 'read-timeout'],
  ['between bytes timeout', 'stalled-body'],
  ['resource temporarily unavailable', 'stalled-body'],
  ['timeout', 'read-timeout'],
  ['busy', 'connection-limit'],
  ['overflow', 'header-too-big'],
  ['received junk', 'not-http'],
  ['http format error', 'bad-answer'],
  ['body cannot be fetched', 'bad-framing'],
  ['http read error: eof', 'closed-before-head'],
  ['htc eof', 'closed-before-head'],
  ['backend closed', 'closed-before-head'],
  ['reset by peer', 'reset-before-head'],
  ['straight insufficient bytes', 'cut-body'],
  ['insufficient bytes', 'cut-body'],
  ['chunked read err', 'cut-body'],
  ['chunked', 'bad-coding'],
  ['req.body read error', 'closed-while-sending'],
  ['backend write error', 'closed-while-sending']
)

/** Varnish: the FetchError records of varnishlog, and its health records. */
export const varnish: Product = {
  name: 'Varnish',
  read({ text }) {
    const fetch =
      /(?:^|[-*]{1,4}\s+|^\s*\d{1,12} )(?:FetchError\s+|Error\s+(?=Body cannot be fetched))(?:[bc]\s+)?(.{1,500})$/.exec(
        text
      )?.[1]
    if (fetch !== undefined) {
      const cause = phraseIn(fetch, VARNISH)?.cause ?? 'bad-answer'
      return cause === 'fine'
        ? 'fine'
        : {
            product: 'Varnish',
            cause,
            sure: 'says so',
            words: fetch,
            note: 'Varnish answers 503 for every failure behind it.'
          }
    }
    const health = /Backend_health\s+-?\s*(.{1,200})$/.exec(text)?.[1]
    if (health === undefined) return undefined
    return /went sick|still sick/i.test(health)
      ? { product: 'Varnish', cause: 'server-down', sure: 'says so', words: health }
      : 'fine'
  }
}

const SQUID_ERRORS: Readonly<Record<string, CauseId>> = {
  ERR_CONNECT_FAIL: 'connect-failed',
  ERR_SECURE_CONNECT_FAIL: 'tls-protocol',
  ERR_READ_TIMEOUT: 'read-timeout',
  ERR_READ_ERROR: 'reset-before-head',
  ERR_WRITE_ERROR: 'closed-while-sending',
  ERR_ZERO_SIZE_OBJECT: 'closed-before-head',
  ERR_DNS_FAIL: 'unknown-host',
  ERR_INVALID_RESP: 'bad-answer',
  ERR_CANNOT_FORWARD: 'no-healthy-upstream',
  ERR_TOO_BIG: 'too-large',
  ERR_ACCESS_DENIED: 'denied',
  ERR_LIFETIME_EXP: 'total-timeout',
  ERR_GATEWAY_FAILURE: 'gateway-error'
}

const SYSTEM_ERRORS: Readonly<Record<number, CauseId>> = {
  101: 'unroutable',
  110: 'connect-timeout',
  111: 'refused',
  113: 'unroutable'
}

/** The cause behind a name of Squid’s error pages, and the number of the system's error that it says beside it. */
export function squidCause(name: string, errno = 0): CauseId | undefined {
  if (name === 'ERR_WRITE_ERROR' && errno === 110) return 'write-timeout'
  const cause = name === 'ERR_CONNECT_FAIL' ? SYSTEM_ERRORS[errno] : undefined
  if (cause !== undefined) return cause
  return Object.hasOwn(SQUID_ERRORS, name) ? SQUID_ERRORS[name] : undefined
}

// 1763660932.123   60012 203.0.113.9 TCP_MISS/504 4012 GET http://app/ - FIRSTUP_PARENT/10.0.0.5 text/html
const SQUID =
  /^(\d{10}\.\d{1,6})\s+(\d{1,12}) \S{1,100} ([A-Z_]{3,60})\/(\d{3}) \d{1,18} ([A-Z]{3,10}) (\S{1,4000}) \S{1,200} [A-Z_]{3,60}\/(\S{1,200})/

/** Squid’s access log. */
export const squid: Product = {
  name: 'Squid',
  read({ text }) {
    const match = SQUID.exec(text)
    if (match === null) return undefined
    const [, at, took, result = '', status, method, target = ''] = match
    const told = {
      product: 'Squid access log',
      at: new Date(Number(at) * 1000).toISOString(),
      milliseconds: Number(took),
      words: `${result}/${status}`,
      status: Number(status),
      method,
      path: pathOf(target)
    }
    if (result.includes('ABORTED')) return { ...told, cause: 'client-gone', sure: 'says so' }
    return byStatus(Number(status), told)
  }
}
