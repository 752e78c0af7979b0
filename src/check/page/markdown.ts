/** Text in which nothing is taken for markup, in one line. */
export function escapedMarkdown(text: string): string {
  return text
    .replace(/[\r\n]+/g, ' ')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/[\\`*_[\]|~#]/g, '\\$&')
}

/** Text within a piece of HTML, where nothing is taken for markup. */
export function escapedHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/[\r\n]+/g, ' ')
}

/** Text as it is, within a line; with as many marks around it as it takes. */
export function code(text: string): string {
  const line = text.replace(/[\r\n]+/g, ' ')
  const marks = '`'.repeat(longestRun(line) + 1)
  return marks.length === 1 ? `${marks}${line}${marks}` : `${marks} ${line} ${marks}`
}

/** Lines as they are. */
export function fenced(text: string): string {
  const marks = '`'.repeat(Math.max(3, longestRun(text) + 1))
  return [marks, text, marks].join('\n')
}

/** A row of a table. */
export function row(cells: readonly string[]): string {
  return `| ${cells.map(cell => (cell === '---' ? cell : escapedMarkdown(cell))).join(' | ')} |`
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map(each => each.length))
}
