import { existsSync } from 'node:fs'
import type { Socket } from 'node:net'
import { Worker } from 'node:worker_threads'
import { now } from '../core/clock.js'
import { entryOf, type SocketEntry, TABLE } from './socket-row.js'

/** Whether this kernel has such a table. */
export const HAS_TABLE = existsSync(TABLE)

/** Whether the kernel lets its table be read in which this connection stands: that of Linux, for IPv4. */
export function standsInTable({ remoteFamily }: Socket): boolean {
  return HAS_TABLE && remoteFamily === 'IPv4'
}

/** Our end of a connection; undefined when the kernel has none any more, as after an RST. */
export function ourEnd({
  localAddress,
  localPort,
  remoteAddress,
  remotePort
}: Socket): Promise<SocketEntry | undefined> {
  return look(endpoint(localAddress, localPort), endpoint(remoteAddress, remotePort))
}

/** The gateway's end of a connection, as long as it is on this machine. */
export function gatewaysEnd({
  localAddress,
  localPort,
  remoteAddress,
  remotePort
}: Socket): Promise<SocketEntry | undefined> {
  return look(endpoint(remoteAddress, remotePort), endpoint(localAddress, localPort))
}

/** 127.0.0.1 and 4711 are 0100007F:1267 in the table: the address in the byte order of the machine. */
function endpoint(address = '', port = 0): string {
  const octets = address.split('.').map(Number).reverse()
  const hex = (value: number, digits: number) => value.toString(16).toUpperCase().padStart(digits, '0')
  return `${octets.map(octet => hex(octet, 2)).join('')}:${hex(port, 4)}`
}

const LEAST_PAUSE = 2
const MOST_PAUSE = 10

type Answer = (entry: SocketEntry | undefined) => void

/** Who waits for the next look, by the row that is asked for: one look serves all. */
let asking = new Map<string, Answer[]>()
let quietUntil = 0
let isLooking = false

/** Resolves with the next look, which keeps a distance from the last one. */
function look(local: string, remote: string): Promise<SocketEntry | undefined> {
  return new Promise(answer => {
    const row = ` ${local} ${remote} `
    asking.set(row, [...(asking.get(row) ?? []), answer])
    if (!isLooking) void lookForAll()
  })
}

async function lookForAll(): Promise<void> {
  isLooking = true
  while (asking.size > 0) {
    await new Promise(resolve => setTimeout(resolve, Math.max(0, quietUntil - now())))
    const asked = asking
    asking = new Map()
    const began = now()
    const rows = await read([...asked.keys()])
    for (const [at, answers] of [...asked.values()].entries()) for (const answer of answers) answer(entryOf(rows[at]))
    quietUntil = now() + Math.min(MOST_PAUSE, Math.max(LEAST_PAUSE, now() - began))
  }
  isLooking = false
}

let reader: Worker | undefined

/** Starts the thread that reads the table, for an upstream that is going to ask: the first look would wait for it. */
export function prepareLooking(): void {
  reader ??= new Worker(new URL('./socket-table-reader.js', import.meta.url))
  reader.unref()
}

/** A table of thousands of rows takes tens of milliseconds to read: a thread of its own does it, so that nobody else is kept from running. */
function read(rows: readonly string[]): Promise<readonly (string | undefined)[]> {
  prepareLooking()
  const thread = reader as Worker
  thread.ref()
  thread.postMessage(rows)
  return new Promise((resolve, reject) => {
    thread.once('error', reject)
    thread.once('message', found => {
      thread.off('error', reject)
      thread.unref()
      resolve(found)
    })
  })
}
