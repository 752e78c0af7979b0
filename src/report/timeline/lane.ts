import type { Tone } from '../layout/line.js'

/** What a side did for a while. */
export type Stroke = 'waits' | 'works' | 'passes' | 'silent' | 'idle'

/** A while in the life of one side, in the scenario's milliseconds since the first request. */
export interface Stretch {
  readonly from: number
  readonly to: number
  readonly stroke: Stroke
  /** From the fullest to the shortest; the first that fits is shown. */
  readonly labels: readonly string[]
  readonly end: 'edge' | 'broken' | 'open'
  /** What it led to, told behind its end; the first that fits. */
  readonly outcomes: readonly string[]
  readonly tone: Tone
  /** From when on nobody waited for what was done. */
  readonly lostFrom?: number
  /** Told below the bar, at its begin. */
  readonly note?: string
  /** Its label is shown inside the bar or nowhere. */
  readonly quiet?: boolean
  /** May be left out when it is too short to be seen. */
  readonly minor?: boolean
}

/** One side over the whole time; the remark stands where nothing happened. */
export interface Lane {
  readonly name: string
  readonly stretches: readonly Stretch[]
  readonly remark: string
}

/** A stretch with what is usual left out. Two sides may disagree by microseconds on what came first: it never ends before it begins. */
export function stretch(from: number, to: number, stroke: Stroke, rest: Partial<Stretch> = {}): Stretch {
  return { from, to: Math.max(from, to), stroke, labels: [], end: 'edge', outcomes: [], tone: 'plain', ...rest }
}

/** Up to so many requests or connections have a lane of their own. */
export const FEW = 4
