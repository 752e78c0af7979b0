import { once } from 'node:events'
import { createServer } from 'node:net'

/** A port on which nobody listens at this moment, for programs that cannot choose one. Somebody may take it before they do. */
export async function freePort(host: string): Promise<number> {
  const server = createServer().listen(0, host)
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : freePort(host)
}
