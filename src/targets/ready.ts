import { get } from 'node:http'
import { connect } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { now } from '../core/clock.js'
import type { WatchedProcess } from '../surroundings/index.js'
import { type Product, READY_NAME } from './product.js'

/** Between two questions whether a port is open: nobody tells us when it is. */
const INTERVAL = 5

/** True as soon as a gateway is up; false when its process has ended before, or it takes too long. */
export async function untilUp(
  host: string,
  port: number,
  { ready, isHeard }: { readonly ready: Product['ready']; readonly isHeard: () => boolean },
  process: WatchedProcess,
  limit: number
): Promise<boolean> {
  let ended = false
  void process.exited.then(() => {
    ended = true
  })
  const began = now()
  const isUp = ready === 'answers' ? () => answers(host, port) : () => connects(host, port)
  while (!ended && now() - began < limit) {
    if ((await isUp()) && isHeard()) return !ended
    await Promise.race([delay(INTERVAL), process.exited])
  }
  return false
}

function connects(host: string, port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect({ host, port })
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

function answers(host: string, port: number): Promise<boolean> {
  return new Promise(resolve => {
    const question = get({ host, port, headers: { host: READY_NAME }, agent: false, timeout: 2000 })
    question.once('response', answer => answer.resume().once('close', () => resolve(true)))
    question.once('timeout', () => question.destroy()).once('error', () => resolve(false))
  })
}
