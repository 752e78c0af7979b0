import type { CauseId } from '../causes/index.js'
import type { Finding, Product } from '../finding.js'
import { addressIn, pathOf } from '../lines/fields.js'

// 20261121.00h01m20s CONNECT: attempt fail [CONNECTION_ERROR] to 127.0.0.1:9000 for host='app' connection_result=Connection refused [111] … attempts=0 url='…'
const LINE =
  /^(\d{8}\.\d\dh\d\dm\d\ds) CONNECT: attempt fail \[([A-Z_]{4,40})\] to (\S{1,300}) for host='[^']{0,300}' connection_result=([^[]{1,100}) \[-?\d{1,6}\].{0,400}? url='([^']{0,2000})'/

/** The words of the system tell why a connection was not had. */
const RESULTS: readonly (readonly [result: RegExp, cause: CauseId])[] = [
  [/refused/i, 'refused'],
  [/unreachable|no route/i, 'unroutable']
]

/** Traffic Server’s error.log: a try that failed. The same words stand for a connection and for an answer that did not come in time. */
export const trafficserver: Product = {
  name: 'Traffic Server',
  read({ text }) {
    const [, at, state = '', address, result = '', url = ''] = LINE.exec(text) ?? []
    if (at === undefined) return undefined
    const words = `${state}: ${result}`
    return {
      product: 'Traffic Server error.log',
      at,
      words,
      upstream: addressIn(address),
      path: pathOf(url),
      ...why(state, result)
    }
  }
}

function why(state: string, result: string): Pick<Finding, 'cause' | 'sure'> {
  if (state === 'PARSE_ERROR') return { cause: 'bad-answer', sure: 'says so' }
  if (state === 'INACTIVE_TIMEOUT') return { cause: 'gateway-timeout', sure: 'open' }
  const cause = RESULTS.find(([words]) => words.test(result))?.[1]
  return cause === undefined ? { cause: 'bad-gateway', sure: 'open' } : { cause, sure: 'says so' }
}
