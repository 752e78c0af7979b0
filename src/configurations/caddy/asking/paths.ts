/** Whether a path fits a pattern of Caddy: a star at the end, at the beginning, at both, or in between; case does not count. */
export function fitsPath(path: string, pattern: string): boolean {
  const [asked, wanted] = [path.toLowerCase(), pattern.toLowerCase()]
  if (wanted === '*') return true
  const pieces = wanted.split('*')
  const [first = '', last = ''] = [pieces[0], pieces.at(-1)]
  if (pieces.length === 1) return asked === wanted
  if (pieces.length === 2 && last === '') return asked.startsWith(first)
  if (pieces.length === 2 && first === '') return asked.endsWith(last)
  if (pieces.length === 3 && first === '' && last === '') return asked.includes(pieces[1] ?? '')
  const middle = pieces.map(piece => piece.replace(/[.+^${}()|[\]\\?]/g, '\\$&')).join('[^/]*')
  return new RegExp(`^${middle}$`).test(asked)
}

/** A path that fits a pattern: /api/ for /api/*, /index.php for *.php. */
export function pathFor(pattern: string): string {
  const plain = pattern.replace(/\*$/, '')
  if (plain === '') return '/'
  if (plain.startsWith('*.')) return `/index${plain.slice(1)}`
  const filled = plain.replaceAll('*', 'x')
  return filled.startsWith('/') ? filled : `/${filled}`
}
