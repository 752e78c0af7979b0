import { connect, isIP } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { connect as connectInTls } from 'node:tls'
import { now } from '../core/clock.js'
import { Trouble } from '../core/errors.js'
import type { Address } from '../core/target.js'
import type { WatchedProcess } from '../surroundings/index.js'

/** How long a gateway may take until it answers by itself. */
const START_LIMIT = 15_000
/** Between two questions whether it is up: nobody tells us when it is. */
const INTERVAL = 5
/** Whoever has nothing to say within so many milliseconds is waiting for more of a request: it is up. */
const SILENCE = 1000
/** A listener that has its port may still load its certificates; one that refuses a handshake for longer refuses it on purpose. */
const LOADING = 2000

/** Resolves when the gateway is at work at a place; a Trouble when it has ended, or takes too long. */
export async function untilUp(place: Address, gateway: WatchedProcess, program: string): Promise<void> {
  const began = now()
  let failed: number | null | undefined
  void gateway.exited.then(({ code }) => {
    failed = code
  })
  while (now() - began < START_LIMIT) {
    if ((await answers(place)) && ((await shakesHands(place)) || now() - began > LOADING)) return
    // One that goes into the background ends well, and is up a moment later.
    if (failed !== undefined && failed !== 0) throw didNotStart(program, gateway.said())
    await delay(INTERVAL)
  }
  throw didNotStart(program, gateway.said() || `nobody listens at ${place.host}:${place.port}`)
}

function didNotStart(program: string, said: string): Trouble {
  const lines = said.split('\n').filter(line => line.trim() !== '')
  return new Trouble('start-failed', `${program} did not start: ${lines.slice(-5).join('; ') || 'it said nothing'}`)
}

/** Whether somebody is at work behind a port: it says something to what is no request, or ends it. */
function answers({ host, port }: Address): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect({ host, port })
    const settle = (up: boolean) => {
      socket.destroy()
      resolve(up)
    }
    socket.setTimeout(SILENCE, () => settle(true))
    socket.once('connect', () => socket.write('\r\n?\r\n\r\n'))
    socket.once('data', () => settle(true)).once('end', () => settle(true))
    socket.once('error', ({ code }: NodeJS.ErrnoException) => settle(code === 'ECONNRESET' || code === 'EPIPE'))
  })
}

/** Whether a listener that speaks TLS does so; one that does not has nothing to shake. */
function shakesHands({ host, port, tls, preface }: Address): Promise<boolean> {
  if (tls === undefined || preface !== undefined) return Promise.resolve(true)
  return new Promise(resolve => {
    const socket = connectInTls({
      host,
      port,
      servername: isIP(tls.servername) === 0 ? tls.servername : '',
      rejectUnauthorized: false
    })
    const settle = (done: boolean) => {
      socket.destroy()
      resolve(done)
    }
    socket.setTimeout(SILENCE, () => settle(false))
    socket.once('secureConnect', () => settle(true)).once('error', () => settle(false))
  })
}
