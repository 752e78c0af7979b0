import type { Problem } from '../core/shape/index.js'

const MOST_TOLD = 20

/** Mistakes as a person reads them: file, line, column, expected, found, the nearest word, and the line itself. */
export function tellProblems(problems: readonly Problem[], source: string, file: string): string {
  const lines = source.split(/\r?\n/)
  const told = problems.slice(0, MOST_TOLD).map(problem => tell(problem, lines, file))
  const rest = problems.length - told.length
  return [...told, ...(rest > 0 ? [`${file}: and ${rest} more`] : [])].join('\n\n')
}

function tell({ place, expected, found, nearest }: Problem, lines: readonly string[], file: string): string {
  const hint = nearest === undefined ? '' : `\n  did you mean "${nearest}"?`
  const said = `${file}:${place.line}:${place.column}: expected ${expected}\n  found ${found}${hint}`
  return visible(`${said}${excerpt(lines[place.line - 1] ?? '', place.column)}`)
}

function excerpt(line: string, column: number): string {
  if (line.length > 200 || line.trim() === '') return ''
  // A tab stays a tab in the line of the mark, so that both are as wide.
  const before = line.slice(0, column - 1).replace(/[^\t]/g, ' ')
  return `\n  ${line}\n  ${before}^`
}

/** A file from elsewhere must not steer the terminal that its mistakes are told on. */
function visible(text: string): string {
  return text.replace(/\p{Cc}/gu, sign => (sign === '\n' || sign === '\t' ? sign : '\uFFFD'))
}
