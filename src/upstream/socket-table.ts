import { readFile } from 'node:fs/promises'
import type { Socket } from 'node:net'

/** What the kernel knows of one end of a connection. */
export interface SocketEntry {
  readonly state: 'established' | 'close-wait' | 'leaving'
  /** Bytes that have arrived and that nobody has read. */
  readonly unread: number
}

/** Whether the kernel of this platform lets its table of connections be read. */
export const HAS_SOCKET_TABLE = process.platform === 'linux'

/** Our end of a connection; undefined when the kernel has none any more, as after an RST. */
export function ourEnd({
  localAddress,
  localPort,
  remoteAddress,
  remotePort
}: Socket): Promise<SocketEntry | undefined> {
  return find(endpoint(localAddress, localPort), endpoint(remoteAddress, remotePort))
}

/** The gateway's end of a connection, as long as it is on this machine. */
export function gatewaysEnd({
  localAddress,
  localPort,
  remoteAddress,
  remotePort
}: Socket): Promise<SocketEntry | undefined> {
  return find(endpoint(remoteAddress, remotePort), endpoint(localAddress, localPort))
}

/** 127.0.0.1 and 4711 are 0100007F:1267 in the table: the address in the byte order of the machine. */
function endpoint(address = '', port = 0): string {
  const octets = address.split('.').map(Number).reverse()
  const hex = (value: number, digits: number) => value.toString(16).toUpperCase().padStart(digits, '0')
  return `${octets.map(octet => hex(octet, 2)).join('')}:${hex(port, 4)}`
}

const STATES: Readonly<Record<string, SocketEntry['state']>> = { '01': 'established', '08': 'close-wait' }

async function find(local: string, remote: string): Promise<SocketEntry | undefined> {
  const table = await readTable()
  const start = table.indexOf(` ${local} ${remote} `)
  if (start < 0) return undefined
  const [, , state = '', queues = ''] = table.slice(start + 1, start + 60).split(' ')
  return { state: STATES[state] ?? 'leaving', unread: Number.parseInt(queues.split(':')[1] ?? '', 16) }
}

let current: Promise<unknown> = Promise.resolve()
let coming: Promise<string> | undefined

/**
 * Whoever asks before a reading begins shares it; one that has begun may already be out of date. One at a time, since the table is
 * handed out page by page, and is long after many short connections.
 */
function readTable(): Promise<string> {
  coming ??= current.then(() => {
    const reading = readFile('/proc/net/tcp', 'latin1')
    current = reading.catch(() => {})
    coming = undefined
    return reading
  })
  return coming
}
