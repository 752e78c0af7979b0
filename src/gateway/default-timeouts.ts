import type { Timeouts } from './exchange.js'

/** The limits that hold where none are given. */
export const DEFAULT_TIMEOUTS: Timeouts = {
  connect: 5_000,
  read: 60_000,
  write: 60_000,
  head: 0,
  total: 0,
  keepalive: 4_000
}
