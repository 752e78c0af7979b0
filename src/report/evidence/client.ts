import type { Answer } from '../../core/observation.js'
import type { Told } from '../told.js'
import { curlSession } from './curl.js'
import { type Asked, exchangesOf } from './exchange.js'
import type { Exhibit } from './exhibit.js'
import { pieceByPiece } from './strace.js'

/** So many sessions are shown in full. */
const MOST = 4

/** What curl shows: of exchanges that went alike the first one, with how many there were. */
export function clientExhibits(told: Told, asked: Asked): Exhibit[] {
  const exchanges = exchangesOf(told, asked)
  const kinds = [...new Set(exchanges.map(({ answer }) => kindOf(answer)))]
  return kinds.slice(0, MOST).flatMap(kind => {
    const alike = exchanges.filter(({ answer }) => kindOf(answer) === kind)
    const [first, ...others] = alike
    if (first === undefined) return []
    const session = curlSession(told, first)
    const times = others.map(({ answer }) => seconds(answer)).join(', ')
    const more = others.length === 0 ? [] : [`# and ${others.length} more like it, after ${times}`]
    return [{ ...session, lines: [...session.lines, ...more] }, ...pieceByPiece(told, first)]
  })
}

function kindOf({ label, status, ending }: Answer): string {
  return `${label} ${status} ${ending}`
}

function seconds({ sentAt, endedAt }: Answer): string {
  return `${((endedAt - sentAt) / 1000).toFixed(3)} s`
}
