import type { IncomingMessage } from 'node:http'
import { type Cause, refusal } from './cause.js'
import type { ReceivedFields } from './received-fields.js'

const AUTHORITY = /^[A-Za-z0-9._~!$&'()*+;=%:[\]-]*$/

/** Why a request must not be forwarded, beyond what Node's parser refuses already; undefined when it may. */
export function faultOf(request: IncomingMessage, received: ReceivedFields): Cause | undefined {
  return (
    versionFault(request) ??
    hostFault(request, received) ??
    framingFault(request, received) ??
    lastHop(request, received)
  )
}

/** Node's parser also takes HTTP/0.9 and a bare HTTP/2.0. */
function versionFault({ httpVersion }: IncomingMessage): Cause | undefined {
  if (httpVersion === '1.1' || httpVersion === '1.0') return undefined
  return refusal(505, 'bad_version', `HTTP/${httpVersion} is not spoken here`)
}

function hostFault({ httpVersion }: IncomingMessage, { host, hosts }: ReceivedFields): Cause | undefined {
  if (hosts === 0 && httpVersion === '1.1') return refusal(400, 'bad_host', 'the request has no Host field')
  if (hosts > 1) return refusal(400, 'bad_host', 'the request has more than one Host field')
  if (host === undefined || AUTHORITY.test(host)) return undefined
  return refusal(400, 'bad_host', `the Host field ${JSON.stringify(host)} is no authority`)
}

/** RFC 9112 §6.1: a coding that is not understood could hide the end of the request. */
function framingFault({ httpVersion }: IncomingMessage, { codings, length = 0 }: ReceivedFields): Cause | undefined {
  if (!Number.isSafeInteger(length)) return refusal(413, 'bad_length', 'the announced length is beyond counting')
  if (codings === undefined) return undefined
  if (httpVersion !== '1.1') return refusal(400, 'bad_framing', `HTTP/${httpVersion} knows no Transfer-Encoding`)
  if (codings.trim().toLowerCase() === 'chunked') return undefined
  if (codings.trim() === '') return refusal(400, 'bad_framing', 'the Transfer-Encoding names no coding')
  return refusal(501, 'unknown_transfer_coding', `the transfer coding ${JSON.stringify(codings)} is not known here`)
}

/** RFC 9110 §7.6.2: where Max-Forwards is used up, the gateway answers as if the request had been meant for it. */
function lastHop({ method }: IncomingMessage, { isLastHop }: ReceivedFields): Cause | undefined {
  if (!isLastHop) return undefined
  const status = method === 'OPTIONS' ? 200 : 501
  const message = 'Max-Forwards is 0, so the request ends at the gateway'
  return { ...refusal(status, 'max_forwards', message), type: 'proxy_internal_response' }
}
