import { setTimeout as delay } from 'node:timers/promises'
import { now } from '../core/clock.js'

const LOOK = 5
const TOLERABLE = 5

/**
 * Resolves when the event loop is on time again, or when nobody else is at work. Setting up a run keeps the others from running for some
 * milliseconds, and on a busy machine for many: what they measure would be the testbed.
 */
export async function untilOnTime(others: () => number): Promise<void> {
  while (others() > 0) {
    const began = now()
    await delay(LOOK)
    if (now() - began < LOOK + TOLERABLE) return
  }
}
