const ASCII_FOR: Readonly<Record<string, string>> = {
  '§': 'section ',
  '·': '-',
  '–': '-',
  '—': '-',
  '…': '...',
  '×': 'x',
  '→': '->',
  '←': '<-',
  '≥': '>=',
  '≤': '<=',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '✓': 'ok',
  '✗': 'NOT',
  '✕': 'X',
  µ: 'u'
}

/** Makes every text in a piece of JSON safe to show: no control sequence of a target reaches the terminal, and no sign that it lacks. */
export function legible<T>(piece: T, unicode: boolean): T {
  if (typeof piece === 'string') return legibleText(piece, unicode) as T
  if (Array.isArray(piece)) return piece.map(item => legible(item, unicode)) as T
  if (typeof piece !== 'object' || piece === null) return piece
  return Object.fromEntries(
    Object.entries(piece).map(([key, value]) => [key, key === 'bytes' ? value : legible(value, unicode)])
  ) as T
}

/** Bytes as text in which every sign that is not printable is written out: \r\n, \x00. */
export function escaped(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, writeOut)
}

function legibleText(text: string, unicode: boolean): string {
  const safe = text.split('\n').map(escaped).join('\n')
  return unicode ? safe : safe.replace(/[^\n -~]/gu, sign => ASCII_FOR[sign] ?? '?')
}

function writeOut(sign: string): string {
  const named = { '\r': '\\r', '\n': '\\n', '\t': '\\t' }[sign]
  if (named !== undefined) return named
  const code = (sign.codePointAt(0) as number).toString(16)
  return code.length > 2 ? `\\u{${code}}` : `\\x${code.padStart(2, '0')}`
}
