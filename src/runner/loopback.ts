import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'

/**
 * A loopback address for one run. Linux answers on all of 127.0.0.0/8, so that runs side by side share no port;
 * elsewhere there is only 127.0.0.1.
 */
export function loopbackAddress(): string {
  if (process.platform !== 'linux') return '127.0.0.1'
  return `127.${randomInt(64, 128)}.${randomInt(0, 256)}.${randomInt(1, 255)}`
}

/** Below the ports that the kernel hands out, so that nobody is given one between two lives of the process that listens there. */
const LOWEST = 20_000
const HIGHEST = 32_000
const TRIES = 20

/** A port that is free, and will not be handed out to anybody while nobody listens there. */
export async function fixedPort(host: string): Promise<number> {
  for (let tries = 1; tries <= TRIES; tries++) {
    const port = randomInt(LOWEST, HIGHEST)
    if (await isFree(host, port)) return port
  }
  throw new Error(`no port of ${host} between ${LOWEST} and ${HIGHEST} is free`)
}

async function isFree(host: string, port: number): Promise<boolean> {
  const server = createServer().listen(port, host)
  const taken = await once(server, 'listening').then(
    () => false,
    () => true
  )
  if (!taken) await new Promise(closed => server.close(closed))
  return !taken
}
