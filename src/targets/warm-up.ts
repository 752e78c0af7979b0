import { once } from 'node:events'
import { get } from 'node:http'
import { type AddressInfo, createServer } from 'node:net'
import { startGateway } from '../gateway/index.js'

const ANSWER = 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'

let warm: Promise<void> | undefined

/**
 * Sends one request through a gateway of ours that nobody looks at, once in the life of this process: code that runs for the first time
 * takes tens of milliseconds, which the first run would show as the gateway's.
 */
export function warmUp(): Promise<void> {
  warm ??= sendOne()
  return warm
}

async function sendOne(): Promise<void> {
  const upstream = createServer(socket => {
    socket.on('error', () => socket.destroy()).once('data', () => socket.end(ANSWER))
  })
  upstream.listen(0, '127.0.0.1')
  await once(upstream, 'listening')
  const { port } = upstream.address() as AddressInfo
  await using gateway = await startGateway({
    upstream: `http://127.0.0.1:${port}`,
    port: 0,
    logger: { write: () => undefined }
  })
  await new Promise<void>(resolve => {
    const request = get(gateway.url, { agent: false }, answer => answer.resume().once('close', resolve))
    request.once('error', () => resolve())
  })
  upstream.close()
}
