import { randomInt } from 'node:crypto'

/**
 * A loopback address for one run. Linux answers on all of 127.0.0.0/8, so that runs side by side share no port;
 * elsewhere there is only 127.0.0.1.
 */
export function loopbackAddress(): string {
  if (process.platform !== 'linux') return '127.0.0.1'
  return `127.${randomInt(64, 128)}.${randomInt(0, 256)}.${randomInt(1, 255)}`
}
