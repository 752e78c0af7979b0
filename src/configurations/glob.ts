const SPECIAL = /[\\^$.*+?()[\]{}|/]/g

/** Whether one segment of a path fits one segment of a glob, as glob(3) means it: * and ? do not find a leading dot. */
export function fitsSegment(segment: string, glob: string): boolean {
  if (segment.startsWith('.') && !glob.startsWith('.')) return false
  return segmentPattern(glob).test(segment)
}

/** Whether a path is a glob at all. */
export function isGlob(path: string): boolean {
  return /[*?[]/.test(path)
}

/** A path as a glob that finds only that path. */
export function literalGlob(path: string): string {
  return path.replace(/[*?[]/g, '[$&]')
}

/** Each piece of a segment: a set in brackets, * or ?, an escaped letter, a letter. */
const PIECE = /\[[!^]?\]?[^\]]*\]|\\.|[\s\S]/g

function segmentPattern(glob: string): RegExp {
  // Stars in a row mean one; left as they are they would make a hostile pattern slow.
  const pieces = glob.replace(/\*+/g, '*').match(PIECE) ?? []
  return new RegExp(`^${pieces.map(pieceOf).join('')}$`, 's')
}

function pieceOf(piece: string): string {
  if (piece === '*') return '[^/]*?'
  if (piece === '?') return '[^/]'
  if (piece.startsWith('[') && piece.length > 2) return set(piece.slice(1, -1))
  return (piece.length === 2 ? piece.slice(1) : piece).replace(SPECIAL, '\\$&')
}

function set(inside: string): string {
  const not = /^[!^]/.test(inside)
  const letters = (not ? inside.slice(1) : inside).replace(/[\\\]^[]/g, '\\$&')
  return isRange(letters) ? `[${not ? '^/' : ''}${letters}]` : '(?!)'
}

/** A range that runs backwards finds nothing; as a regular expression it would be an error. */
function isRange(letters: string): boolean {
  return [...letters.matchAll(/([^\\])-(.)/g)].every(([, from = '', to = '']) => from <= to)
}
