import { existsSync, statSync } from 'node:fs'
import { Trouble } from '../../core/errors.js'
import { AUDIENCES, understood } from '../../explain/index.js'
import { type Options, type Parsed, parseFlags } from '../flags.js'
import { wordFlag } from '../values.js'

/** The options of `gatecrash explain`, in the order of its help. */
export const EXPLAIN_FLAGS = [
  wordFlag('for', 'Whom it is told to (operator).', AUDIENCES),
  { name: 'json', says: 'Writes one JSON object, for programs.' }
] as const

/** The options that were given to `gatecrash explain`. */
export type ExplainOptions = Options<typeof EXPLAIN_FLAGS>

/** Reads what was typed. A log line may hold words that begin with dashes: only what looks like an option of words is one. */
export function typedToExplain(typed: readonly string[]): Parsed<typeof EXPLAIN_FLAGS> {
  const isOption = (word: string, at: number) => /^--[a-z][a-z-]*(=|$)/.test(word) || typed[at - 1] === '--for'
  const { options } = parseFlags(typed.filter(isOption), EXPLAIN_FLAGS, 'explain')
  return { options, words: typed.filter((word, at) => word !== '--' && !isOption(word, at)) }
}

/** The files to read, when that is what the words are; without a word it is the input, as `-`. */
export function filesAmong(words: readonly string[]): readonly string[] | undefined {
  if (words.length === 0) {
    if (!process.stdin.isTTY) return ['-']
    throw new Trouble(
      'usage',
      'explain needs something to explain',
      'For example: gatecrash explain 504, or gatecrash explain < error.log'
    )
  }
  if (words.every(word => word === '-' || (isFile(word) && understood(word) === undefined) || looksLikePath(word)))
    return words
  return undefined
}

function isFile(word: string): boolean {
  return existsSync(word) && !statSync(word).isDirectory()
}

function looksLikePath(word: string): boolean {
  return (
    /^[\w.~/-]+\.(?:log|txt|json|jsonl|out|err)(?:\.\d+)?$/.test(word) || (/^\.{0,2}\//.test(word) && existsSync(word))
  )
}
