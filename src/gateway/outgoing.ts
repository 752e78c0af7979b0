import type { IncomingMessage } from 'node:http'
import type { Cause } from './cause.js'
import type { Outgoing } from './exchange.js'
import type { ForwardingFields } from './forwarding-fields.js'
import { endToEndTrailers } from './hop-by-hop.js'
import { ReceivedFields } from './received-fields.js'
import { faultOf } from './request-faults.js'
import { toOriginForm } from './target.js'

/**
 * Makes of a request what goes to the upstream: in origin-form, without hop-by-hop fields, with Via and Forwarded.
 * A request that cannot be forwarded safely is refused instead.
 */
export function toOutgoing(
  request: IncomingMessage,
  received: string,
  trace: ForwardingFields,
  upstreamHost: string
): Outgoing | Cause {
  const method = request.method as string
  const aim = toOriginForm(received, method)
  if ('status' in aim) return aim
  const read = new ReceivedFields(request, aim.authority)
  const fault = faultOf(request, read) ?? trace.loop(read.forwarded)
  if (fault !== undefined) return fault
  const chunked = read.codings !== undefined
  const body = chunked || (read.length ?? 0) > 0 ? request : null
  return {
    method,
    target: aim.target,
    fields: withTrace(read, request, trace, upstreamHost),
    body,
    bodyLength: read.length,
    trailers: chunked ? () => endToEndTrailers(request.rawTrailers) : undefined,
    expectsContinue: read.expectsContinue && body !== null
  }
}

function withTrace(read: ReceivedFields, request: IncomingMessage, trace: ForwardingFields, upstreamHost: string) {
  const fields = read.kept
  if (read.host === undefined) fields.push('Host', upstreamHost)
  if (read.wantsTrailers) fields.push('TE', 'trailers')
  fields.push('Via', trace.via(request.httpVersion))
  trace.append(fields, request.socket, read.host ?? '', read.forwardedFor, read.forwarded)
  return fields
}
