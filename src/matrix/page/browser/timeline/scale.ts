import { formatDuration } from '../../../../core/duration.js'
import type { Lane } from '../../../../report/index.js'

/** How times become pixels. */
export interface Scale {
  /** Where the plot begins and ends; behind it is room for texts. */
  readonly from: number
  readonly to: number
  readonly width: number
  readonly end: number
  x(time: number): number
}

/** So wide is a letter of the drawing. */
export const LETTER = 7.3

/** A scale for these lanes: on a wide sheet their names stand before them, on a narrow one above. */
export function scaleFor(lanes: readonly Lane[], width: number): Scale {
  const end = Math.max(...lanes.flatMap(({ stretches }) => stretches.map(({ to }) => to)), 0.1)
  const from = width > 560 ? Math.max(...lanes.map(({ name }) => name.length)) * LETTER + 16 : 6
  const to = width - (width > 560 ? 150 : 14)
  return { from, to, width, end, x: time => from + (Math.min(Math.max(time, 0), end) / end) * (to - from) }
}

/** Round moments, not nearer than so many pixels. */
export function ticks({ end, from, to, x }: Scale, apart = 70): { x: number; text: string }[] {
  const step = roundStep((end * apart) / (to - from))
  return Array.from({ length: Math.floor(end / step + 1e-9) + 1 }, (_, at) => ({
    x: x(at * step),
    text: at === 0 ? '0' : formatDuration(at * step)
  }))
}

function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least))
  return ([1, 2, 5, 10].find(each => each * power >= least) ?? 10) * power
}
