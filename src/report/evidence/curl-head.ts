/** What curl reads of a head: the lines that it shows, and at which it stops with a complaint. */
export interface CurlHead {
  readonly lines: readonly string[]
  readonly fault?: { readonly code: number; readonly says: string }
}

/** A head as curl 7.88 reads it, line by line and as far as lines are whole. */
export function readAsCurl(head: string): CurlHead {
  const whole = head.slice(0, head.lastIndexOf('\n') + 1)
  const lines = whole.split('\n').map(line => line.replace(/\r$/, ''))
  lines.pop()
  const at = lines.findIndex(line => faultIn(line) !== undefined)
  if (at < 0) return { lines }
  return { lines: lines.slice(0, at), fault: faultIn(lines[at] ?? '') as NonNullable<CurlHead['fault']> }
}

/** A line that begins with a blank goes on with the one before; an empty one ends the head. */
function faultIn(line: string): CurlHead['fault'] {
  if (line.startsWith('HTTP/')) return faultInStatus(line)
  if (line === '' || /^[ \t]/.test(line)) return undefined
  if (line.includes('\0')) return { code: 8, says: 'Nul byte in header' }
  if (!line.includes(':')) return { code: 8, says: 'Header without colon' }
  return /^content-length:\s*-/i.test(line) ? { code: 8, says: 'Invalid Content-Length: value' } : undefined
}

function faultInStatus(line: string): CurlHead['fault'] {
  const [, version, code] = /^HTTP\/(\d\.\d) +(\d+)/.exec(line) ?? []
  if (version === undefined || code === undefined) return { code: 1, says: 'Unsupported HTTP version in response' }
  if (!version.startsWith('1.')) return { code: 1, says: `Unsupported HTTP version (${version}) in response` }
  return code.length === 3 ? undefined : { code: 1, says: 'Unsupported response code in HTTP response' }
}
