import { type Duration, writeDuration } from '../core/duration.js'
import { duration, INVALID, type Invalid, may, must, object, turned, whole } from '../core/shape/index.js'
import type { Connection, Step } from '../core/step.js'
import { BYTES, type Bytes, bytesOf } from './bytes.js'

interface Drip {
  readonly send?: Bytes
  readonly again?: Bytes
  readonly every: Duration
  readonly bytes?: number
}

const FIELDS = object('a drip: every, with send, again or both', {
  every: must(duration(), 'the silence between two drops'),
  send: may(BYTES, 'bytes that are dripped once'),
  again: may(BYTES, 'bytes that are dripped over and over after that'),
  bytes: may(whole(1, 1_048_576), 'how many bytes make a drop; one when left out')
})

/** Sends a few bytes now and then, so that the silence is never long and the answer never done. */
export const drip: Step<Drip> = {
  name: 'drip',
  says: 'Sends a few bytes now and then: first those of send, then those of again, over and over, until the gateway leaves.',
  shape: turned(FIELDS, (deed, node, complain): Drip | Invalid => {
    if (deed.send !== undefined || deed.again !== undefined) return deed
    complain({ place: node.place, expected: 'send, again, or both', found: 'neither' })
    return INVALID
  }),
  lasts: ({ every, bytes = 1 }, speed) =>
    `drip ${bytes === 1 ? 'a byte' : `${bytes} bytes`} every ${writeDuration(every * speed)}`,
  async play(connection, { send, again, every, bytes = 1 }) {
    let flows = send === undefined || (await dripOnce(connection, bytesOf(send), bytes, every))
    while (again !== undefined && flows) flows = await dripOnce(connection, bytesOf(again), bytes, every)
  }
}

/** Each drop is followed by its silence; false when nobody is there any more to take one. */
async function dripOnce(connection: Connection, all: Buffer, size: number, every: number): Promise<boolean> {
  for (let start = 0; start < all.length; start += size) {
    if (connection.over.aborted || !(await connection.send(all.subarray(start, start + size)))) return false
    await connection.wait(every)
  }
  return true
}
