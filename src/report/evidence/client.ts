import type { Answer } from '../../core/observation.js'
import type { Told } from '../told.js'
import { curlSession } from './curl.js'
import { type Asked, exchangesOf } from './exchange.js'
import type { Exhibit } from './exhibit.js'
import { pieceByPiece } from './strace.js'

/** So many sessions are shown in full. */
const MOST = 4

/** What curl shows: of exchanges that went alike the first one, with when the others were, and how long they took. */
export function clientExhibits(told: Told, asked: Asked): Exhibit[] {
  const exchanges = exchangesOf(told, asked)
  const kinds = [...new Set(exchanges.map(({ answer }) => kindOf(answer)))]
  return kinds.slice(0, MOST).flatMap(kind => {
    const alike = exchanges.filter(({ answer }) => kindOf(answer) === kind)
    const [first, ...others] = alike
    if (first === undefined) return []
    const session = curlSession(told, first)
    const times = others.map(
      each => `${seconds(first.began, each.began)} later, for ${seconds(each.began, each.answer.endedAt)}`
    )
    const more = others.length === 0 ? [] : [`# the same again ${times.join('; ')}`]
    return [{ ...session, lines: [...session.lines, ...more] }, ...pieceByPiece(told, first)]
  })
}

function kindOf({ label, status, ending }: Answer): string {
  return `${label} ${status} ${ending}`
}

/** How long it was from one moment to another. */
function seconds(from: number, to: number): string {
  return `${((to - from) / 1000).toFixed(3)} s`
}
