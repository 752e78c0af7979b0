/** The signs that reports draw with. */
export interface Glyphs {
  readonly ok: string
  readonly bad: string
  readonly differs: string
  readonly skipped: string
  readonly times: string
  readonly arrow: string
  readonly more: string
  readonly note: string
  readonly noteLeft: string
  readonly leader: string
  readonly start: string
  readonly end: string
  readonly joint: string
  readonly instant: string
  readonly broken: string
  readonly tick: string
  readonly rule: string
  readonly waits: string
  readonly works: string
  readonly passes: string
  readonly silent: string
  readonly idle: string
  readonly lost: string
}

const UNICODE: Glyphs = {
  ok: '✓',
  bad: '✗',
  differs: '≈',
  skipped: '○',
  times: '×',
  arrow: '→',
  more: '…',
  note: '└',
  noteLeft: '┘',
  leader: '│',
  start: '├',
  end: '┤',
  joint: '┼',
  instant: '│',
  broken: '✕',
  tick: '┴',
  rule: '─',
  waits: '╌',
  works: '━',
  passes: '─',
  silent: ' ',
  idle: '·',
  lost: '▒'
}

const ASCII: Glyphs = {
  ok: 'ok',
  bad: 'NOT',
  differs: '~',
  skipped: 'o',
  times: 'x',
  arrow: '->',
  more: '...',
  note: '`',
  noteLeft: "'",
  leader: '|',
  start: '|',
  end: '|',
  joint: '|',
  instant: '|',
  broken: 'X',
  tick: '+',
  rule: '-',
  waits: '.',
  works: '=',
  passes: '-',
  silent: ' ',
  idle: ':',
  lost: '#'
}

/** The signs that a terminal can show. */
export function glyphs(unicode: boolean): Glyphs {
  return unicode ? UNICODE : ASCII
}
