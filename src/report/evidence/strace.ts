import { escaped } from '../legible.js'
import type { Told } from '../told.js'
import { timeOfDay } from './clock.js'
import type { Exchange, Piece } from './exchange.js'
import type { Exhibit } from './exhibit.js'

const MOST = 8
const SHOWN = 32
const BUFFER = 102_400

/** Each piece of an answer as it came, which curl tells by whole lines only: for one that was begun and never done. */
export function pieceByPiece(told: Told, { answer, asked, pieces, limit = 0 }: Exchange): Exhibit[] {
  if (asked.limit === undefined || answer.ending !== 'gave-up' || pieces.length === 0) return []
  const calls = pieces.map(piece => callOf(told, piece))
  const more = calls.length > MOST ? [`# and ${calls.length - MOST} more, the last one:`, ...calls.slice(-1)] : []
  const path = answer.label.split(' ')[1] ?? '/'
  const seconds = Number((limit / 1000).toFixed(3))
  const command = `strace -tt -e trace=recvfrom curl -sm ${seconds} http://${asked.host}:${asked.port}${path}`
  return [{ command, lines: [...calls.slice(0, MOST), ...more] }]
}

function callOf(told: Told, { at, bytes, size }: Piece): string {
  const text = Buffer.from(bytes, 'base64').toString('latin1')
  const shown = `"${escaped(text.slice(0, SHOWN)).replaceAll('"', '\\"')}"${text.length > SHOWN ? '...' : ''}`
  return `${timeOfDay(told, at)} recvfrom(5, ${shown}, ${BUFFER}, 0, NULL, NULL) = ${size}`
}
