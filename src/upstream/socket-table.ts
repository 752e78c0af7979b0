import { closeSync, existsSync, openSync, readSync } from 'node:fs'
import type { Socket } from 'node:net'
import { now } from '../core/clock.js'

/** What the kernel knows of one end of a connection. */
export interface SocketEntry {
  readonly state: 'established' | 'close-wait' | 'leaving'
  /** Bytes that have arrived and that nobody has read. */
  readonly unread: number
}

const TABLE = '/proc/net/tcp'
const HAS_TABLE = existsSync(TABLE)

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

const STATES: Readonly<Record<string, SocketEntry['state']>> = { '01': 'established', '08': 'close-wait' }

const PAGE = 65_536
const ROW = 60
const LEAST_PAUSE = 2
const MOST_PAUSE = 10

type Answer = (entry: SocketEntry | undefined) => void

/** Who waits for the next look, by the row that is asked for: one look serves all. */
let asking = new Map<string, Answer[]>()
let quietUntil = 0

/** Resolves with the next look, which keeps a distance from the last one. */
function look(local: string, remote: string): Promise<SocketEntry | undefined> {
  return new Promise(answer => {
    const row = ` ${local} ${remote} `
    if (asking.size === 0) setTimeout(lookForAll, Math.max(0, quietUntil - now()))
    asking.set(row, [...(asking.get(row) ?? []), answer])
  })
}

function lookForAll(): void {
  const asked = asking
  asking = new Map()
  const began = now()
  const table = readTable()
  for (const [row, answers] of asked) {
    const entry = entryIn(table, row)
    for (const answer of answers) answer(entry)
  }
  // A table of thousands of rows takes milliseconds: others must come to their turn in between.
  quietUntil = now() + Math.min(MOST_PAUSE, Math.max(LEAST_PAUSE, now() - began))
}

/** All of it without waiting: the kernel hands it out in many small pages, each of which would cost a round of a busy event loop. */
function readTable(): string {
  const file = openSync(TABLE, 'r')
  try {
    let table = ''
    const page = Buffer.alloc(PAGE)
    for (let size = readSync(file, page); size > 0; size = readSync(file, page))
      table += page.toString('latin1', 0, size)
    return table
  } finally {
    closeSync(file)
  }
}

function entryIn(table: string, row: string): SocketEntry | undefined {
  const start = table.indexOf(row)
  if (start < 0) return undefined
  const [, , state = '', queues = ''] = table.slice(start + 1, start + ROW).split(' ')
  return { state: STATES[state] ?? 'leaving', unread: Number.parseInt(queues.split(':')[1] ?? '', 16) }
}
