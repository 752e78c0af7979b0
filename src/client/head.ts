/** The head of an answer, read leniently: any three digits are a status, and a line without a colon is a field without a value. */
export interface Head {
  readonly version: string
  readonly status: number
  readonly reason: string
  /** name, value, name, value, … in order, case and repetition kept. */
  readonly fields: string[]
}

const STATUS_LINE = /^HTTP\/(\d\.\d) +(\d{3})(?: (.*))?$/

/** What the lines of a head say; undefined when the first is no status line. */
export function parseHead(text: string): Head | undefined {
  const [first = '', ...lines] = text.split(/\r?\n/)
  const match = STATUS_LINE.exec(first)
  if (match === null) return undefined
  const [, version = '', status, reason = ''] = match
  return { version, status: Number(status), reason, fields: fieldsOf(lines) }
}

function fieldsOf(lines: readonly string[]): string[] {
  const fields: string[] = []
  for (const line of lines) {
    const colon = line.indexOf(':')
    if (/^[ \t]/.test(line) && fields.length > 0) fields.push(`${fields.pop()} ${line.trim()}`.trim())
    else if (colon === -1) fields.push(line, '')
    else fields.push(line.slice(0, colon).trim(), line.slice(colon + 1).trim())
  }
  return fields
}

/** Every member of the lists that a field's lines make together, in lower case. */
export function members(fields: readonly string[], name: string): string[] {
  const lines = fields.filter((_, index) => index % 2 === 1 && fields[index - 1]?.toLowerCase() === name)
  return lines.flatMap(line => line.split(',')).map(member => member.trim().toLowerCase())
}
