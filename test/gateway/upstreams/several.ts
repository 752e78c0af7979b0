import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import type { GatewayOptions } from '../../../src/gateway/index.js'
import { gatewayTo, type LoggedGateway, type Teardown } from '../wire.js'

/** Starts a gateway in front of several upstreams, in this order. */
export function gatewaysTo(
  t: Teardown,
  upstreams: readonly { readonly port: number }[],
  options: Partial<GatewayOptions> = {}
): Promise<LoggedGateway> {
  return gatewayTo(t, 0, { upstream: upstreams.map(({ port }) => `http://127.0.0.1:${port}`), ...options })
}

/** A port on which nothing listens. */
export async function refusedPort(): Promise<{ readonly port: number }> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return { port }
}

/** A GET after whose answer the connection is closed. */
export function get(path: string): string {
  return `GET ${path} HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n`
}

/** A POST of the same kind. */
export function post(path: string, body: string): string {
  return `POST ${path} HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`
}

/** An answer with that body. */
export function ok(body: string): string {
  return `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`
}
