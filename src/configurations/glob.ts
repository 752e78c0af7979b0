/** Whether a path is a glob at all. */
export function isGlob(path: string): boolean {
  return /[*?[]/.test(path)
}

/** A path as a glob that finds only that path. */
export function literalGlob(path: string): string {
  return path.replace(/[*?[]/g, '[$&]')
}

/** Each piece of a segment: a set in brackets, an escaped letter, a letter, * or ?. */
const PIECE = /\[[!^]?\]?[^\]]*\]|\\.|[\s\S]/gu

/** Whether one segment of a path fits one segment of a glob, as glob(3) means it: * and ? do not find a leading dot. */
export function fitsSegment(segment: string, glob: string): boolean {
  if (segment.startsWith('.') && !glob.startsWith('.')) return false
  return fits([...segment], glob.match(PIECE) ?? [])
}

/** Only the last star is ever taken back, so that no pattern is slow. */
function fits(letters: readonly string[], pieces: readonly string[]): boolean {
  let [letter, piece, star, taken] = [0, 0, -1, 0]
  while (letter < letters.length) {
    if (pieces[piece] === '*') {
      ;[star, taken] = [piece++, letter]
    } else if (isOne(letters[letter] ?? '', pieces[piece])) {
      letter++
      piece++
    } else if (star >= 0) {
      ;[piece, letter] = [star + 1, ++taken]
    } else {
      return false
    }
  }
  return pieces.slice(piece).every(rest => rest === '*')
}

function isOne(letter: string, piece: string | undefined): boolean {
  if (piece === undefined) return false
  if (piece === '?') return true
  if (piece.length > 2 && piece.startsWith('[')) return inSet(letter, piece.slice(1, -1))
  return letter === (piece.length > 1 && piece.startsWith('\\') ? piece.slice(1) : piece)
}

function inSet(letter: string, inside: string): boolean {
  const not = /^[!^]/.test(inside)
  const ranges = (not ? inside.slice(1) : inside).match(/[\s\S]-[\s\S]|[\s\S]/gu) ?? []
  const found = ranges.some(range => {
    const [from = '', , to = from] = [...range]
    return from <= letter && letter <= to
  })
  return found !== not
}
