import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import { loopbackAddress } from '../../runner/index.js'
import { good, type Probe } from './probe.js'

/** Whether a port can be had, and reached. */
export const ports: Probe = {
  name: 'ports',
  weighs: 'all',
  async look() {
    return good(`127.0.0.1:${await passed('127.0.0.1')} listens and is reached`)
  }
}

/** Whether each run can have an address of its own. */
export const addresses: Probe = {
  name: 'addresses',
  weighs: 'all',
  async look() {
    const address = loopbackAddress()
    const port = await passed(address)
    const each = `each run has one of 127.64.0.0/10: ${address}:${port} is reached`
    return good(address === '127.0.0.1' ? '127.0.0.1 for all runs' : each)
  }
}

/** A byte goes from one end to the other; the port that it went through. */
async function passed(host: string): Promise<number> {
  const server = createServer(socket => socket.on('error', () => {}).end('x')).listen(0, host)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const caller = connect({ host, port, timeout: 2000 })
  caller.once('timeout', () => caller.destroy(new Error(`${host}:${port} does not answer`)))
  await once(caller, 'data')
  caller.destroy()
  server.close()
  return port
}
