import { formatDuration } from '../../core/duration.js'
import { pad } from '../layout/columns.js'
import { blank, type Line, line, plain } from '../layout/line.js'
import type { Told } from '../told.js'
import type { Piece } from '../wire/piece.js'
import { piecesOf } from '../wire/pieces.js'
import { shownOf, writtenOut } from '../wire/written-out.js'
import type { Page, Teller } from './section.js'

/** So many pieces are shown from the beginning, and so many from the end. */
const FIRST = 40
const LAST = 10

const TIME = 10
const INDENT = 2

/** The bytes on both sides of the gateway, as they came: who sent what to whom, and when. */
export const bytes: Teller = (told, page) => {
  const pieces = piecesOf(told)
  if (pieces.length === 0) return []
  const ways = Math.max(...pieces.map(piece => wayOf(piece, page).length))
  const rows = (some: readonly Piece[]) => some.flatMap(piece => rowsOf(piece, ways, told, page))
  const left = pieces.slice(FIRST, -LAST)
  if (left.length === 0) return [{ label: 'bytes', lines: rows(pieces) }]
  const size = left.reduce((sum, piece) => sum + piece.size, 0)
  const gap = line(`${page.signs.more} ${counted(left.length, 'piece')} more, ${counted(size, 'byte')}`, 'dim')
  return [{ label: 'bytes', lines: [...rows(pieces.slice(0, FIRST)), gap, ...rows(pieces.slice(-LAST))] }]
}

function rowsOf(piece: Piece, ways: number, told: Told, page: Page): Line[] {
  const head = [
    ...pad(line(formatDuration(Math.max(0, told.time(piece.at))), 'dim'), TIME),
    ...pad(line(wayOf(piece, page), 'strong'), ways + 2),
    ...remarksOf(piece)
  ]
  const shown = piece.bytes.subarray(0, shownOf(piece.bytes))
  const content = [...writtenOut(shown, page.columns - INDENT), ...restOf(piece, shown.length, page)]
  const [only] = content
  if (only !== undefined && content.length === 1 && plain(head).length + 2 + plain(only).length <= page.columns)
    return [[...head, ...blank(2), ...only]]
  return [head, ...content.map(row => [...blank(INDENT), ...row])]
}

function wayOf({ from, to, number }: Piece, { signs }: Page): string {
  const way = to === '' ? from : `${from} ${signs.arrow} ${to}`
  return number === '' ? way : `${way}, ${number}`
}

function remarksOf({ size, count, says }: Piece): Line {
  const pieces = count > 1 ? ` in ${count} pieces` : ''
  const amount = count === 0 ? '' : `${counted(size, 'byte')}${pieces}`
  const tone = says === 'FIN' ? 'plain' : 'warn'
  return [...line(amount, 'dim'), ...line(amount !== '' && says !== '' ? ', ' : '', 'dim'), ...line(says, tone)]
}

/** What is left out here, and what of it nobody has. */
function restOf({ bytes, size }: Piece, shown: number, { signs }: Page): Line[] {
  if (size === shown) return []
  const lost = size - bytes.length
  const unknown = lost === 0 ? '' : lost === size - shown ? ', not recorded' : `, ${lost} of them not recorded`
  return [line(`${signs.more} ${counted(size - shown, 'byte')} more${unknown}`, 'dim')]
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`
}
