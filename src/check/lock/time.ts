import { Duration } from '../../core/duration.js'
import type { Behaviour } from '../behaviour.js'

/** A time as it is told: what a setting says, or about what was measured. */
export interface Time {
  /** Milliseconds of production; 0 for what is too short to be told. */
  readonly milliseconds: number
  /** It was measured, and no setting accounts for it. */
  readonly about: boolean
}

/** Below this nobody waits, and most of it is the machine that was measured on. */
const SHORTEST = 1000

/** How far what was measured may be from what a setting says. */
const OFF = 0.05
const LATE = 500

/** Seconds that a person would say. */
const ROUND = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 45, 50, 60, 75, 90, 100, 120, 150, 180]
  .concat([240, 300, 360, 420, 480, 540, 600, 720, 900, 1200, 1500, 1800, 2700, 3600, 5400, 7200])
  .map(seconds => seconds * 1000)

/** How near a round number has to be, to stand for what was measured. */
const NEAR = 0.03

const UNTOLD: Time = { milliseconds: 0, about: false }

/** After how long a route was done with a failure. A setting that explains it is steadier than any measurement. */
export function timeOf({ after, attempts, decidedBy, blur = 0 }: Behaviour): Time {
  if (after === null) return UNTOLD
  const limit = decidedBy?.milliseconds ?? 0
  const set = [limit, limit * attempts].find(
    wanted => wanted > 0 && wanted < Number.POSITIVE_INFINITY && explains(wanted, after)
  )
  if (set !== undefined) return set < SHORTEST ? UNTOLD : { milliseconds: asWritten(set), about: false }
  return after < Math.max(SHORTEST, blur) ? UNTOLD : { milliseconds: rounded(after), about: true }
}

function explains(wanted: number, measured: number): boolean {
  const off = Math.abs(measured - wanted)
  return off <= LATE || off <= wanted * OFF
}

/** The round number beside it, or as many figures as the measurement is worth. */
function rounded(milliseconds: number): number {
  const off = (round: number) => Math.abs(milliseconds - round)
  const [round = 0] = [...ROUND].sort((a, b) => off(a) - off(b))
  if (off(round) <= round * NEAR) return round
  const step = milliseconds < 10_000 ? 100 : milliseconds < 600_000 ? 1000 : 60_000
  return Math.round(milliseconds / step) * step
}

/** A time in words: 60s, 1.5s, 5m. Up to two minutes people count seconds. */
export function writeTime(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)}ms`
  const minutes = milliseconds / 60_000
  if (minutes >= 2 && Number.isInteger(minutes)) return minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes}m`
  return `${Number((milliseconds / 1000).toFixed(3))}s`
}

/** The milliseconds of a time in words. */
export function readTime(text: string): number {
  return Duration.parse(text)?.milliseconds ?? 0
}

/** Without what the words for it leave out. */
function asWritten(milliseconds: number): number {
  return readTime(writeTime(milliseconds))
}
