import type { RequestPlan } from '../core/client-plan.js'
import type { Address } from './connection.js'

/** A request as it goes out: Host and Content-Length are added, unless the scenario writes its own. */
export function requestBytes(request: RequestPlan, gateway: Address): Buffer {
  const body = Buffer.from(request.body ?? '')
  const lines = [`${request.method} ${request.path} HTTP/${request.version}`]
  if (!names(request, 'host')) lines.push(`Host: ${gateway.host}:${gateway.port}`)
  for (let i = 0; i < request.fields.length; i += 2) lines.push(`${request.fields[i]}: ${request.fields[i + 1]}`)
  if (request.body !== null && !names(request, 'content-length', 'transfer-encoding')) {
    lines.push(`Content-Length: ${body.length}`)
  }
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), body])
}

function names(request: RequestPlan, ...wanted: readonly string[]): boolean {
  return request.fields.some((name, index) => index % 2 === 0 && wanted.includes(name.toLowerCase()))
}
