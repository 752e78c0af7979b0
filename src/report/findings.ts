import { pad } from './layout/columns.js'
import { glyphs } from './layout/glyphs.js'
import { blank, line, type Tone } from './layout/line.js'
import { paint } from './layout/paint.js'
import { wrap } from './layout/wrap.js'
import { legible } from './legible.js'
import { type Out, pageWidth } from './report.js'

/** What was found of one thing that Gatecrash can use on a machine. */
export interface Finding {
  readonly name: string
  /** It works, it works less well than it could, or it is not there. */
  readonly state: 'good' | 'poor' | 'absent'
  /** What its absence costs: every run, some scenarios, or only what nobody must have. */
  readonly weighs: 'all' | 'some' | 'extra'
  readonly found: string
  /** What is skipped, or worse, for lack of it. */
  readonly lacks?: string
  /** The command that gets it, or what else to do. */
  readonly todo?: string
}

const NAME = 12
const INDENT = 2

const TONES: Readonly<Record<Finding['state'], Tone>> = { good: 'good', poor: 'warn', absent: 'bad' }

/** One finding: a row, and below it what is lacking and how to get it. */
export function findingText(finding: Finding, out: Out): string {
  const { name, state, weighs, found, lacks, todo } = legible(finding, out.unicode)
  const signs = glyphs(out.unicode)
  const extra = state === 'absent' && weighs === 'extra'
  const sign = extra ? signs.skipped : { good: signs.ok, poor: signs.differs, absent: signs.bad }[state]
  const head = [...pad(line(sign, extra ? 'dim' : TONES[state]), signs.bad.length + 1), ...pad(line(name), NAME)]
  const more: readonly (readonly [string, string | undefined, Tone])[] = [
    ['lacking', lacks, 'plain'],
    ['to do', todo, 'code']
  ]
  const indent = signs.bad.length + 1
  const rows = [
    ...wrap([...head, ...line(found, extra ? 'dim' : 'plain')], pageWidth(out), indent + NAME),
    ...more.flatMap(([label, text, tone]) =>
      text === undefined
        ? []
        : wrap(
            [...blank(indent + INDENT), ...pad(line(label, 'dim'), NAME - INDENT), ...line(text, tone)],
            pageWidth(out),
            indent + NAME
          )
    )
  ]
  return rows.map(row => `${paint(row, out.colour)}\n`).join('')
}

/** What all findings come to. */
export function findingsSummary(ready: 'all' | 'some' | 'nothing', out: Out): string {
  const says: Readonly<Record<typeof ready, readonly [string, Tone]>> = {
    all: ['The reference gateway and all of its scenarios can run here.', 'good'],
    some: ['The reference gateway can run here, but not all of its scenarios.', 'warn'],
    nothing: ['Nothing can run here before this is mended.', 'bad']
  }
  const [text, tone] = says[ready]
  return `\n${paint(line(text, tone), out.colour)}\n`
}
