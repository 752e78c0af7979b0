import { writeFileSync } from 'node:fs'
import type { Start } from '../configurations/configuration.js'
import { scaledParameters, scaledText } from '../configurations/varnish/scaling.js'
import { adaptedStart } from './adapted-start.js'
import type { Layout } from './given-target.js'
import { isInside } from './is-inside.js'

type Scaled = (layout: Layout, speed: number) => Promise<Start> | Start

/** Products that take no fast clock: their times are made shorter instead. */
const SCALED: Readonly<Record<string, Scaled>> = { varnish, caddy: adaptedStart }

/** A start in which all times are so many times shorter, for products whose clock is not made fast; undefined for the others. */
export async function scaledStart(layout: Layout, speed: number): Promise<Start | undefined> {
  const { product, start } = layout.configuration
  return start.clock === 'scaled' ? await SCALED[product]?.(layout, speed) : undefined
}

function varnish({ configuration: { start } }: Layout, speed: number): Start {
  const written = start.written.map(({ at, text }) => ({ at, text: scaledText(text, at, speed) }))
  // Elsewhere the files of a machine are not ours to write.
  if (isInside()) for (const { at, text } of written) writeFileSync(at, text)
  return { ...start, args: [...start.args, ...scaledParameters(speed)], written }
}
