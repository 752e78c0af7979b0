import type { Lane } from '../../../../report/index.js'
import { drawn } from '../element.js'
import { drawLane } from './lane.js'
import { type Scale, scaleFor, ticks } from './scale.js'

/** The lanes of a run to scale, so many pixels wide. */
export function drawTimeline(lanes: readonly Lane[], width: number): SVGElement {
  const scale = scaleFor(lanes, width)
  let top = 0
  const shown = lanes.map(lane => {
    const { drawing, height } = drawLane(lane, scale)
    drawing.setAttribute('transform', `translate(0 ${top})`)
    top += height
    return drawing
  })
  const label = `Timeline: ${lanes.map(told).join('; ')}`
  const size = { width, height: top + 24, viewBox: `0 0 ${width} ${top + 24}` }
  return drawn('svg', { ...size, role: 'img', 'aria-label': label }, axis(scale, top), shown)
}

function axis(scale: Scale, height: number): SVGElement {
  const marks = ticks(scale).flatMap(({ x, text }) => [
    drawn('line', { class: 'grid', x1: x, x2: x, y1: 0, y2: height }),
    drawn('text', { class: 'tick', x, y: height + 16, 'text-anchor': x === scale.from ? 'start' : 'middle' }, text)
  ])
  return drawn('g', {}, marks, drawn('line', { class: 'axis', x1: scale.from, x2: scale.to, y1: height, y2: height }))
}

function told({ name, stretches, remark }: Lane): string {
  const words = stretches.flatMap(({ labels, outcomes }) => [labels[0] ?? '', outcomes[0] ?? '']).filter(Boolean)
  return `${name}: ${stretches.length === 0 ? remark : words.join(', ')}`
}
