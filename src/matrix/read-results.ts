import { Trouble } from '../core/errors.js'
import { RESULTS_FORMAT, type TargetResults } from './results.js'

type Piece = Readonly<Record<string, unknown>>

/** Reads the text of a file of results; what is none, or of another format, is a Trouble that names the place. */
export function readResults(text: string, file: string): TargetResults {
  const results = parsed(text, file)
  const { format } = isPiece(results) ? results : {}
  if (typeof format === 'number' && format !== RESULTS_FORMAT)
    throw refusal(file, 'format', `${RESULTS_FORMAT}, the format of this version`, format)
  const { cells } = expectWords(results, HEAD, file, '')
  if (!Array.isArray(cells)) throw refusal(file, 'cells', 'a list', cells)
  for (const [at, cell] of cells.entries()) checkCell(cell, file, `cells[${at}]`)
  return results as TargetResults
}

const HEAD = {
  format: 'number',
  target: 'string',
  product: 'string',
  version: 'string',
  date: 'string',
  speed: 'number',
  rounds: 'number',
  configurationHash: 'string'
} as const

const CELL = { scenario: 'string', title: 'string', outcome: 'string', same: 'boolean', evidence: 'object' } as const

function checkCell(cell: unknown, file: string, place: string): void {
  const { tags, rounds } = expectWords(cell, CELL, file, `${place}.`)
  if (!Array.isArray(tags)) throw refusal(file, `${place}.tags`, 'a list', tags)
  if (!Array.isArray(rounds) || rounds.length === 0) throw refusal(file, `${place}.rounds`, 'a list of rounds', rounds)
  for (const [at, round] of rounds.entries()) {
    const { answers } = expectWords(round, { outcome: 'string' }, file, `${place}.rounds[${at}].`)
    if (!Array.isArray(answers)) throw refusal(file, `${place}.rounds[${at}].answers`, 'a list', answers)
  }
}

function expectWords(piece: unknown, words: Readonly<Record<string, string>>, file: string, place: string): Piece {
  if (!isPiece(piece)) throw refusal(file, place.replace(/\.$/, '') || 'the file', 'an object', piece)
  for (const [word, type] of Object.entries(words)) {
    const found = piece[word]
    if (typeof found !== type || found === null) throw refusal(file, `${place}${word}`, `a ${type}`, found)
  }
  return piece
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Trouble('bad-config', `${file}: expected JSON: ${(error as Error).message}`, NEXT)
  }
}

function isPiece(piece: unknown): piece is Piece {
  return typeof piece === 'object' && piece !== null && !Array.isArray(piece)
}

const NEXT =
  'gatecrash matrix writes such files; --results names their folder. Play this target again, or remove the file.'

function refusal(file: string, place: string, expected: string, found: unknown): Trouble {
  const shown = found === undefined ? 'nothing' : (JSON.stringify(found) ?? String(found)).slice(0, 60)
  return new Trouble('bad-config', `${file}: ${place}: expected ${expected}, found ${shown}`, NEXT)
}
