import { parseArgs } from 'node:util'
import { Trouble } from '../core/errors.js'
import { nearest } from '../core/nearest.js'

/** One option of a command, as data: help and parser are both made from it. */
export interface Flag<T = unknown> {
  readonly name: string
  /** How its value is called in the help; absent for a switch. */
  readonly value?: string
  readonly says: string
  /** It may be given several times; its values are a list. */
  readonly many?: true
  /** It may stand alone, without a value; one that is given follows a =. */
  readonly optional?: true
  /** Makes a value of the text; undefined when it does not fit. */
  readonly parse?: (text: string) => T | undefined
  /** What a fitting text is, to complete "expected …". */
  readonly expected?: string
}

type Value<F> = F extends { many: true }
  ? readonly GivenValue<F>[]
  : F extends { optional: true }
    ? GivenValue<F> | true
    : GivenValue<F>

type GivenValue<F> = F extends { parse: (text: string) => infer T | undefined }
  ? T
  : F extends { value: string }
    ? string
    : true

/** The options that were given, by their names. */
export type Options<F extends readonly Flag[]> = { readonly [K in F[number] as K['name']]?: Value<K> }

/** What was typed behind a command: its words, and its options. */
export interface Parsed<F extends readonly Flag[]> {
  readonly words: readonly string[]
  readonly options: Options<F>
}

/** Reads what was typed, by the table of the command's options. Anything unknown is a Trouble that names the nearest. */
export function parseFlags<const F extends readonly Flag[]>(
  typed: readonly string[],
  flags: F,
  command: string
): Parsed<F> {
  const { tokens } = parseArgs({ args: joined(typed, flags), strict: false, allowPositionals: true, tokens: true })
  const words: string[] = []
  const options: Record<string, unknown> = {}
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value)
    if (token.kind !== 'option') continue
    const flag = flagNamed(token.rawName, flags, command)
    const before = options[flag.name]
    if (before !== undefined && flag.many === undefined)
      throw new Trouble('usage', `${token.rawName} is given twice`, 'Give it once.')
    const value = valueGiven(flag, token.value)
    options[flag.name] = flag.many === undefined ? value : [...((before as unknown[]) ?? []), value]
  }
  return { words, options: options as Options<F> }
}

/** Joins `--name value` to `--name=value`, so that a value may begin with a dash and the parser needs no table of its own. */
function joined(typed: readonly string[], flags: readonly Flag[]): string[] {
  const args: string[] = []
  for (let at = 0; at < typed.length; at++) {
    const word = typed[at] as string
    const takes = flags.some(flag => `--${flag.name}` === word && flag.value !== undefined && !flag.optional)
    const value = typed[at + 1]
    if (takes && value !== undefined && !value.startsWith('--')) at++
    args.push(takes && value !== undefined && !value.startsWith('--') ? `${word}=${value}` : word)
  }
  return args
}

function flagNamed(typed: string, flags: readonly Flag[], command: string): Flag {
  const flag = flags.find(known => `--${known.name}` === typed)
  if (flag !== undefined) return flag
  const near = nearest(
    typed.replace(/^--?/, ''),
    flags.map(known => known.name)
  )
  const next = near === undefined ? `See gatecrash ${command} --help.` : `Did you mean --${near}?`
  throw new Trouble('usage', `${command} has no option ${typed}`, next)
}

function valueGiven(flag: Flag, text: string | undefined): unknown {
  if (flag.value === undefined) {
    if (text === undefined) return true
    throw new Trouble('usage', `--${flag.name} takes no value, found "${text}"`)
  }
  if (text === undefined && flag.optional) return true
  const expected = flag.expected ?? flag.value
  if (text === undefined) throw new Trouble('usage', `--${flag.name} needs a value: expected ${expected}, found none`)
  const value = flag.parse === undefined ? text : flag.parse(text)
  if (value === undefined) throw new Trouble('usage', `--${flag.name}: expected ${expected}, found "${text}"`)
  return value
}
