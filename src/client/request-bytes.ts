import type { RequestPlan } from '../core/client-plan.js'
import type { Address } from './connection.js'

/** Methods of which a client says how long their body is also when they have none (RFC 9110 §8.6); else some gateways answer 411. */
const EXPECT_A_BODY: readonly string[] = ['POST', 'PUT', 'PATCH']

/** A request as it goes out: Host and Content-Length are added, unless the scenario writes its own. */
export function requestBytes(request: RequestPlan, gateway: Address): Buffer {
  const body = Buffer.from(request.body ?? '')
  const lines = [`${request.method} ${request.path} HTTP/${request.version}`]
  if (!names(request, 'host')) lines.push(`Host: ${gateway.host}:${gateway.port}`)
  for (let i = 0; i < request.fields.length; i += 2) lines.push(`${request.fields[i]}: ${request.fields[i + 1]}`)
  const hasBody = request.body !== null || EXPECT_A_BODY.includes(request.method)
  if (hasBody && !names(request, 'content-length', 'transfer-encoding')) {
    lines.push(`Content-Length: ${body.length}`)
  }
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), body])
}

function names(request: RequestPlan, ...wanted: readonly string[]): boolean {
  return request.fields.some((name, index) => index % 2 === 0 && wanted.includes(name.toLowerCase()))
}
