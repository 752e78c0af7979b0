import { escaped } from '../legible.js'
import type { Told } from '../told.js'
import { timeOfDay } from './clock.js'
import type { Exchange } from './exchange.js'
import type { Exhibit } from './exhibit.js'

const MOST = 8
const SHOWN = 32
const BUFFER = 102_400

/** Each piece of an answer as it came, which curl tells by whole lines only: for one that was begun and never done. */
export function pieceByPiece(told: Told, { answer, host, port }: Exchange, limit: number): Exhibit[] {
  const pieces = told.facts.filter(
    fact => fact.side === 'client' && fact.what === 'received' && fact.request === answer.request
  )
  if (answer.ending !== 'gave-up' || pieces.length === 0) return []
  const calls = pieces.flatMap(fact => (fact.what === 'received' ? [callOf(told, fact.at, fact.bytes, fact.size)] : []))
  const more = calls.length > MOST ? [`# and ${calls.length - MOST} more, the last one:`, ...calls.slice(-1)] : []
  const path = answer.label.split(' ')[1] ?? '/'
  const command = `strace -tt -e trace=recvfrom curl -sm ${Number((limit / 1000).toFixed(3))} http://${host}:${port}${path}`
  return [{ command, lines: [...calls.slice(0, MOST), ...more] }]
}

function callOf(told: Told, at: number, bytes: string, size: number): string {
  const text = Buffer.from(bytes, 'base64').toString('latin1')
  const shown = `"${escaped(text.slice(0, SHOWN)).replaceAll('"', '\\"')}"${text.length > SHOWN ? '...' : ''}`
  return `${timeOfDay(told, at)} recvfrom(5, ${shown}, ${BUFFER}, 0, NULL, NULL) = ${size}`
}
