import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as delay, setImmediate as nextRound } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { Trouble } from '../../core/errors.js'
import type { Listening, Place } from './listening.js'

/** On loopback a handshake is over before the next round of the event loop: one that is not after so long was dropped. */
const PROBE = 10

/** With a backlog of one Linux takes two connections; other kernels take a few more. */
const LEAST = 2
const MOST = 64

/**
 * A port whose SYNs the kernel drops, without root: a thread listens with the smallest backlog and then sleeps, so that nothing is
 * ever accepted, and connections of our own fill the queue.
 */
export async function listenBlackhole({ host, port: wanted }: Place): Promise<Listening> {
  const worker = new Worker(new URL('./blackhole-worker.js', import.meta.url), { workerData: { host, port: wanted } })
  const [port] = (await once(worker, 'message')) as [number]
  const fillers: Socket[] = []
  const close = async () => {
    for (const filler of fillers) filler.destroy()
    await worker.terminate()
  }
  try {
    await fill(host, port, fillers)
  } catch (error) {
    await close()
    throw error
  }
  return { port, stop: () => {}, release: close, close }
}

/** Fills the queue until a probe hangs. */
async function fill(host: string, port: number, fillers: Socket[]): Promise<void> {
  while (fillers.length < MOST) {
    const probe = connect({ host, port })
    probe.on('error', () => {})
    if (!(await connects(probe, fillers.length < LEAST ? 1000 : PROBE))) return void probe.destroy()
    fillers.push(probe)
  }
  throw new Trouble('start-failed', `${host}:${port} goes on accepting with a full queue`)
}

async function connects(probe: Socket, patience: number): Promise<boolean> {
  const connected = once(probe, 'connect').then(
    () => true,
    () => false
  )
  return Promise.race([
    connected,
    delay(patience, undefined, { ref: false })
      .then(nextRound)
      .then(() => false)
  ])
}
