import { glyphs } from './layout/glyphs.js'
import { line } from './layout/line.js'
import { paint } from './layout/paint.js'
import { wrap } from './layout/wrap.js'
import { legible } from './legible.js'
import { type Out, pageWidth } from './report.js'

const CLEARED = '\x1b[2J\x1b[H'

/** Before a run that a change has caused: an empty page on a terminal, and what has changed. */
export function changedText(files: readonly string[], out: Out, clock: Date): string {
  const text = `${clock.toTimeString().slice(0, 8)}  ${legible(files.join(', '), out.unicode)} ${files.length === 1 ? 'has' : 'have'} changed`
  return `${out.interactive ? CLEARED : '\n'}${dim(text, out)}\n`
}

/** After a run that is played again when a file changes. */
export function waitingText(files: readonly string[], out: Out): string {
  const what = files.length === 1 ? legible(files[0] ?? '', out.unicode) : `one of ${files.length} files`
  return `\n${dim(`waits until ${what} changes${glyphs(out.unicode).more} Ctrl-C ends it`, out)}`
}

function dim(text: string, out: Out): string {
  return wrap(line(text, 'dim'), pageWidth(out), 2)
    .map(row => `${paint(row, out.colour)}\n`)
    .join('')
}
