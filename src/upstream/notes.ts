import type { Sight, Witness } from '../core/events.js'

/** What an upstream can see, without saying each time which upstream it is. */
export type Note = Without<Extract<Sight, { side: 'upstream' }>>

type Without<S> = S extends unknown ? Omit<S, 'side' | 'upstream'> : never

/** Takes note of what the upstream sees. */
export type TakeNote = (note: Note) => void

/** Notes in the name of one upstream. */
export function notesOf(upstream: string, witness: Witness): TakeNote {
  return note => witness({ side: 'upstream', upstream, ...note } as Sight)
}

/** So many bytes of one sending, or of what comes until the next one, are kept. */
export const CAP = 16 * 1024

/** Bytes as facts carry them: base64, and not too many. */
export function capped(bytes: Uint8Array, room = CAP): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, room)).toString('base64')
}
