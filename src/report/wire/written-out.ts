import { blank, type Line, line, plain, slice } from '../layout/line.js'

/** So much of a body is shown. */
const BODY = 160
/** So much of a head, or of what is none. */
const MOST = 4096

/** How many of these bytes are shown: whole heads, and the beginning of what follows them. */
export function shownOf(bytes: Buffer): number {
  const text = bytes.toString('latin1')
  let at = 0
  for (let head = headIn(text); head > 0; head = headIn(text.slice(at))) at += head
  return Math.min(bytes.length, MOST, at + BODY)
}

/** How long the head is that a text begins with; 0 when it begins with none, and all of it when that one is not whole. */
function headIn(text: string): number {
  if (!/^([A-Z]+ \S+ HTTP\/|HTTP\/\d)/.test(text)) return 0
  const end = /\r?\n\r?\n/.exec(text)
  return end === null ? text.length : end.index + end[0].length
}

/** Bytes as rows, one for each of their lines: whatever is no printable ASCII is written out, the ends of lines dimly. */
export function writtenOut(bytes: Buffer, columns: number): Line[] {
  const lines = bytes.toString('latin1').match(/[^\n]*\n|[^\n]+$/g) ?? []
  return lines.flatMap(text => chopped(signs(text), columns))
}

function signs(text: string): Line {
  const [, body = '', end = ''] = /^([\s\S]*?)(\r?\n)?$/.exec(text) ?? []
  const parts = body.split(/([^ -[\]-~]+|\\+)/)
  return [
    ...parts.flatMap((part, at) =>
      line(at % 2 === 0 ? part : [...part].map(written).join(''), at % 2 === 0 ? 'plain' : 'warn')
    ),
    ...line([...end].map(written).join(''), 'dim')
  ]
}

const NAMED: Readonly<Record<string, string>> = { '\r': '\\r', '\n': '\\n', '\t': '\\t', '\\': '\\\\' }

function written(sign: string): string {
  return NAMED[sign] ?? `\\x${sign.charCodeAt(0).toString(16).padStart(2, '0')}`
}

/** Cut where the room ends, not at blanks: every byte counts. What goes on is indented. */
function chopped(text: Line, columns: number): Line[] {
  const rows: Line[] = []
  const length = plain(text).length
  for (let at = 0; at < length; ) {
    const indent = at === 0 ? 0 : 2
    rows.push([...blank(indent), ...slice(text, at, at + columns - indent)])
    at += columns - indent
  }
  return rows
}
