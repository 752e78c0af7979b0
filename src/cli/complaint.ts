import type { Trouble } from '../core/errors.js'

/** How a person is told of trouble: what it is, and what to do next. */
export function complaintOf({ message, next }: Trouble): string {
  return `gatecrash: ${message}\n${next === undefined ? '' : `${next}\n`}`
}
