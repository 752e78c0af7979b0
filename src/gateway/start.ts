import type { AddressInfo } from 'node:net'
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
    await app.listen({ host, port, listenTextResolver: address => `listening at ${address}` })
  } catch (error) {
    await app.close()
    throw isBusy(error) ? portBusy(host, port) : error
  }
  const taken = (app.server.address() as AddressInfo).port
  const close = () => app.close()
  return { url: urlOf(host, taken), port: taken, close, [Symbol.asyncDispose]: close }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
}

function portBusy(host: string, port: number): Trouble {
  return new Trouble(
    'port-busy',
    `port ${port} of ${host} is taken by another program`,
    'give --port 0 to take a free one'
  )
}

function urlOf(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}
