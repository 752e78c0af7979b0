import type { Place } from '../../configuration.js'

/** A line as Apache reads it: with those that it goes on to, without comments, and without the spaces around it. */
export interface Line {
  readonly text: string
  readonly place: Place
}

/** The lines of a file that say something. A backslash at the end goes on, in a comment too. */
export function linesOf(text: string, file: string): Line[] {
  const lines: Line[] = []
  let [begun, start] = ['', 1]
  text.split('\n').forEach((written, at) => {
    const line = written.replace(/\r$/, '')
    if (begun === '') start = at + 1
    begun += line.replace(/\\$/, '')
    if (line.endsWith('\\')) return
    lines.push({ text: begun.trim(), place: { file, line: start } })
    begun = ''
  })
  if (begun !== '') lines.push({ text: begun.trim(), place: { file, line: start } })
  return lines.filter(line => line.text !== '' && !line.text.startsWith('#'))
}
