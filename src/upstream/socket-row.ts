/** What the kernel knows of one end of a connection. */
export interface SocketEntry {
  readonly state: 'established' | 'close-wait' | 'leaving'
  /** Bytes that have arrived and that nobody has read. */
  readonly unread: number
}

/** The kernel's table of connections: that of Linux, for IPv4. */
export const TABLE = '/proc/net/tcp'

const STATES: Readonly<Record<string, SocketEntry['state']>> = { '01': 'established', '08': 'close-wait' }

/** What a row of the table says, from its addresses on; undefined when there is none. */
export function entryOf(row: string | undefined): SocketEntry | undefined {
  if (row === undefined) return undefined
  const [, , state = '', queues = ''] = row.split(' ')
  return { state: STATES[state] ?? 'leaving', unread: Number.parseInt(queues.split(':')[1] ?? '', 16) }
}
