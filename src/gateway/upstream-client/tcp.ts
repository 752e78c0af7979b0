import type { OnReadOpts, Socket, SocketConstructorOpts } from 'node:net'
import type { Failure } from '../failures.js'
import { connectFailure } from './connect-failure.js'
import { LONGEST } from './deadline.js'
import { LastWordsSocket } from './last-words-socket.js'

/** Takes the bytes of a connection; they are overwritten by the next ones. */
export type Taker = (bytes: Buffer) => void

/**
 * One buffer for the reads of all connections: a read fills it and hands it on before the next read of any connection begins.
 * It spares an allocation of 64 KiB per read, which costs more than everything that is done with a small answer.
 */
const READ_BUFFER = Buffer.allocUnsafeSlow(64 * 1024)

/** A socket that is not connected yet; what arrives goes to the taker, or to 'data' where there is none. */
export function createSocket(taker?: Taker): Socket {
  const socket = new LastWordsSocket(taker === undefined ? HALF_OPEN : readingInto(taker))
  // An error that comes while nobody listens would end the process; whoever wants to know listens besides.
  socket.on('error', () => undefined)
  return socket
}

/** It is us who decide what the end of the other side means. */
const HALF_OPEN = { allowHalfOpen: true }

/** Node's types know this option for `connect` only, but it is the constructor that reads it. */
function readingInto(taker: Taker): SocketConstructorOpts & { onread: OnReadOpts } {
  const callback = (count: number): boolean => {
    taker(READ_BUFFER.subarray(0, count))
    return true
  }
  return { ...HALF_OPEN, onread: { buffer: READ_BUFFER, callback } }
}

/** Where a socket is connected to, and how that place is told. */
export type Place = { readonly told: string } & (
  | { readonly path: string }
  | { readonly host: string; readonly port: number }
)

/** Connects a socket; undefined when the connection stands. `patience` is how many milliseconds this attempt may take. */
export function connectSocket(socket: Socket, place: Place, patience: number): Promise<Failure | undefined> {
  return new Promise(resolve => {
    const giveUp = patience <= LONGEST ? setTimeout(() => socket.destroy(tooLong()), patience) : undefined
    const conclude = (error?: NodeJS.ErrnoException): void => {
      clearTimeout(giveUp)
      resolve(error && connectFailure(place.told, error))
    }
    socket.once('error', conclude)
    socket.once('close', () => conclude({ name: 'Error', message: 'given up', code: 'ECONNABORTED' }))
    socket.once('connect', () => conclude())
    socket.connect('path' in place ? { path: place.path } : { ...place, autoSelectFamily: false })
    socket.setNoDelay(true)
  })
}

function tooLong(): NodeJS.ErrnoException {
  return Object.assign(new Error('this address has had its share of the time'), { code: 'ETIMEDOUT' })
}
