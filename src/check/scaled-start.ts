import { writeFileSync } from 'node:fs'
import type { Start } from '../configurations/configuration.js'
import { scaledParameters, scaledText } from '../configurations/varnish/scaling.js'
import { isInside } from './is-inside.js'

type Scaled = (start: Start, speed: number) => Promise<Start> | Start

/** Products that take no fast clock: their times are made shorter instead. */
const SCALED: Readonly<Record<string, Scaled>> = { varnish }

/** A start in which all times are so many times shorter, for products whose clock is not made fast; undefined for the others. */
export async function scaledStart(product: string, start: Start, speed: number): Promise<Start | undefined> {
  return start.clock === 'scaled' ? await SCALED[product]?.(start, speed) : undefined
}

function varnish(start: Start, speed: number): Start {
  const written = start.written.map(({ at, text }) => ({ at, text: scaledText(text, at, speed) }))
  // Elsewhere the files of a machine are not ours to write.
  if (isInside()) for (const { at, text } of written) writeFileSync(at, text)
  return { ...start, args: [...start.args, ...scaledParameters(speed)], written }
}
