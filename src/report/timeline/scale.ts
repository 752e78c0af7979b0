import { formatDuration } from '../../core/duration.js'
import type { Lane, Stretch } from './lane.js'

/** How times become columns. */
export interface Scale {
  /** The scenario's milliseconds that the plot shows. */
  readonly end: number
  readonly plot: number
  /** The plot, and the margin behind it for texts. */
  readonly columns: number
  column(time: number): number
}

/** A scale on which every lane fits, with as much of the width as the texts behind the bars leave. */
export function scaleFor(lanes: readonly Lane[], columns: number): Scale {
  const stretches = lanes.flatMap(lane => lane.stretches)
  const end = Math.max(...stretches.map(each => each.to), 0.1)
  const wanted = stretches.map(each => roomBefore(each, end, columns))
  const plot = Math.max(Math.floor(columns * 0.55), Math.min(columns, ...wanted))
  return { end, plot, columns, column: time => Math.round((Math.min(Math.max(time, 0), end) / end) * (plot - 1)) }
}

/** How wide the plot may be for the text of a stretch to stand behind it. */
function roomBefore(each: Stretch, end: number, columns: number): number {
  const { labels, outcomes, quiet } = each
  const short = quiet !== true && each.to - each.from < end * 0.2
  const text = [...(short ? labels.slice(0, 1) : []), ...outcomes.slice(0, 1)].join(', ')
  return Math.floor(((columns - text.length - 3) * end) / Math.max(each.to, end / 100))
}

/** Round moments, not nearer than so many columns: 0, 0.5 s, 1 s. */
export function ticks(scale: Scale, apart = 10): { column: number; text: string }[] {
  const step = roundStep((scale.end * apart) / scale.plot)
  const count = Math.floor(scale.end / step + 1e-9)
  return Array.from({ length: count + 1 }, (_, index) => {
    const time = index * step
    return { column: scale.column(time), text: index === 0 ? '0' : formatTick(time) }
  })
}

function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least))
  const factor = [1, 2, 5, 10].find(each => each * power >= least) as number
  return factor * power
}

function formatTick(time: number): string {
  return time < 1 ? `${Number(time.toPrecision(1))} ms` : formatDuration(time)
}
