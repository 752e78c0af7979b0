import type { Outcome } from '../core/verdict.js'
import { glyphs } from './layout/glyphs.js'
import { blank, type Line, line } from './layout/line.js'
import { paint } from './layout/paint.js'
import { wrap } from './layout/wrap.js'
import { legible } from './legible.js'
import { matrixTable, type TableRow } from './matrix-table.js'
import { type Out, pageWidth } from './report.js'
import { TONES } from './run-words.js'

/** A matrix that has been played, and what there is to be said of it. */
export interface MatrixTold {
  readonly targets: readonly string[]
  readonly rows: readonly TableRow[]
  readonly remarks: readonly {
    readonly title: string
    readonly outcome: Outcome
    readonly says: readonly string[]
    readonly command: string
  }[]
  /** Targets that are not on this machine. */
  readonly missing: readonly { readonly name: string; readonly why: string; readonly install: string }[]
  /** How many runs were played a second time, since the machine was too busy the first time. */
  readonly again: number
  /** What was written. */
  readonly files: readonly string[]
}

/** The table, what is to be looked at with the command that shows it, the gateways that are not here, and the files. */
export function matrixReport(told: MatrixTold, out: Out): string {
  const safe = legible(told, out.unicode)
  const groups = [matrixTable(safe.targets, safe.rows, out), remarkLines(safe), missingLines(safe, out), endLines(safe)]
  const lines = groups
    .filter(group => group.length > 0)
    .flatMap((group, at) => [...(at === 0 ? [] : [[]]), ...group])
    .flatMap(each => (each.length === 0 ? [each] : wrap(each, pageWidth(out), 4)))
  return lines.map(each => `${paint(each, out.colour)}\n`).join('')
}

function remarkLines({ remarks }: MatrixTold): Line[] {
  return remarks.flatMap(({ title, outcome, says, command }) => [
    line(title, TONES[outcome]),
    ...says.map(text => [...blank(2), ...line(text)]),
    [...blank(2), ...line(command, 'code')]
  ])
}

function missingLines({ missing }: MatrixTold, out: Out): Line[] {
  const { skipped } = glyphs(out.unicode)
  return missing.map(({ name, why, install }) => [
    ...line(`${skipped} ${name} skipped: ${why}. `, 'dim'),
    ...line(install, 'code')
  ])
}

function endLines({ again, files }: MatrixTold): Line[] {
  const runs = again === 1 ? '1 run was' : `${again} runs were`
  const busy = again === 0 ? [] : [line(`${runs} played again, alone: the machine was too busy the first time`, 'dim')]
  return [...busy, ...(files.length === 0 ? [] : [line(`written: ${files.join(', ')}`, 'dim')])]
}
