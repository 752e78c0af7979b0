import { once } from 'node:events'
import { createServer } from 'node:net'
import { Trouble } from '../core/errors.js'
import type { GatewayPlan } from '../core/target.js'

/** The port on which a program is told to listen: the one that was chosen, when it is free, or any that is. */
export async function portFor({ host, port }: Pick<GatewayPlan, 'host' | 'port'>): Promise<number> {
  try {
    return await freePort(host, port)
  } catch (error) {
    if (port === undefined || (error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    const why = `port ${port} of ${host} is taken by another program`
    throw new Trouble('port-busy', why, 'Port 0 takes a free one.', { cause: error })
  }
}

/** A port on which nobody listens at this moment, for programs that cannot choose one. Somebody may take it before they do. */
export async function freePort(host: string, wanted = 0): Promise<number> {
  const server = createServer().listen(wanted, host)
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : freePort(host, wanted)
}
