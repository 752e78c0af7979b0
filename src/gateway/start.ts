import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { Trouble } from '../core/errors.js'
import { createGateway, type GatewayOptions } from './app.js'

/** How a gateway forwards, and where it listens. */
export interface StartOptions extends GatewayOptions {
  /** The address to listen on; only this machine's own when left out. */
  readonly host?: string
  /** 0 takes a free one. */
  readonly port: number
}

/** A gateway that listens. */
export interface RunningGateway extends AsyncDisposable {
  readonly url: string
  readonly port: number
  /** Ends every connection, of clients and to the upstream, and frees the port. */
  close(): Promise<void>
}

/** Starts a gateway; rejects with the Trouble 'port-busy' when somebody else listens there. */
export async function startGateway(options: StartOptions): Promise<RunningGateway> {
  const { host = '127.0.0.1', port } = options
  const app = createGateway(options)
  try {
    await listen(app, host, port)
  } catch (error) {
    await app.close()
    throw cannotListen(error as NodeJS.ErrnoException, host, port)
  }
  const taken = (app.server.address() as AddressInfo).port
  const close = () => app.close()
  return { url: urlOf(host, taken), port: taken, close, [Symbol.asyncDispose]: close }
}

/** In silence: fastify would log a line for each address, and a log has one line for each request. */
async function listen(app: FastifyInstance, host: string, port: number): Promise<void> {
  const { level } = app.log
  app.log.level = 'silent'
  await app.listen({ host, port })
  app.log.level = level
}

function cannotListen(error: NodeJS.ErrnoException, host: string, port: number): Trouble {
  const options = { cause: error }
  if (error.code === 'EADDRINUSE')
    return new Trouble(
      'port-busy',
      `port ${port} of ${host} is taken by another program`,
      'Port 0 takes a free one.',
      options
    )
  const why = { EACCES: 'only root may', EADDRNOTAVAIL: 'this machine has no such address', ENOTFOUND: 'no such host' }
  const known = why[error.code as keyof typeof why] ?? error.message
  return new Trouble('usage', `cannot listen on port ${port} of ${host}: ${known}`, undefined, options)
}

function urlOf(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}
