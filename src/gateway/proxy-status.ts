import type { Cause } from './cause.js'

/** How much a Proxy-Status field tells: nothing, the error type, or all that is known. */
export type ProxyStatusDetail = 'off' | 'terse' | 'full'

const TOKEN = /^[A-Za-z*][A-Za-z0-9!#$%&'*+.^_`|~:/-]*$/

/** One member of a Proxy-Status list (RFC 9209 §2), serialized as RFC 9651 asks. */
export function proxyStatus(name: string, cause: Cause, nextHop: string, detail: 'terse' | 'full'): string {
  const terse = `${bareItem(name)}; error=${cause.type}`
  if (detail === 'terse') return terse
  const hop = nextHop === '' ? '' : `; next-hop=${string(nextHop)}`
  return `${terse}${hop}${parameters(cause.params)}; details=${string(cause.message)}`
}

function parameters(params: Cause['params'] = {}): string {
  return Object.entries(params)
    .map(([name, value]) => `; ${name}=${typeof value === 'number' ? Math.trunc(value) : string(value)}`)
    .join('')
}

function bareItem(name: string): string {
  return TOKEN.test(name) ? name : string(name)
}

/** A structured string holds printable ASCII only. */
function string(text: string): string {
  return `"${text.replace(/[^ -~]/g, '?').replace(/["\\]/g, '\\$&')}"`
}
