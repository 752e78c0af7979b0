import { nearest } from '../../core/nearest.js'
import type { Problem, Shape } from '../../core/shape/index.js'
import { type Complain, describe, INVALID, type Invalid, type Located, quoted } from '../../core/shape/shape.js'
import { HOLES, type Hole } from './holes.js'
import { exceptionName } from './names.js'
import { type Meaning, SENTENCES, type Sentence } from './sentences.js'

const HOLE = /\{(\w+)\}/g
/** No sentence is as long, and a hostile one would keep the expressions busy. */
const LONGEST = 500

const EXPECTED = `a rule in words, such as "${SENTENCES[0]?.example}"`

/** What a sentence says, exceptions included. */
export interface Said extends Meaning {
  readonly sentence: Sentence
}

/** A rule in plain words: one of a closed set of sentences, with its holes filled; ", except …" may follow. */
export const sentenceShape: Shape<Said> = {
  expected: EXPECTED,
  fits: node => node.kind === 'scalar',
  read(node, complain) {
    if (node.kind !== 'scalar' || typeof node.value !== 'string' || node.value.length > LONGEST)
      return refuse(node, complain)
    const [, words = '', tail] = /^(.*?)(?:,? except (.*))?$/s.exec(node.value.trim()) ?? []
    const meaning = meaningOf(node, words, complain)
    const except = tail === undefined ? [] : exceptionsOf(node, tail, complain)
    if (meaning === INVALID || except === INVALID) return INVALID
    return except.length === 0 ? meaning : { ...meaning, scope: { ...meaning.scope, except } }
  },
  schema: () => ({
    type: 'string',
    examples: SENTENCES.map(({ example }) => example),
    anyOf: SENTENCES.map(({ words, says }) => ({
      pattern: `^${filled(words, 'form')}(,? except .+)?$`,
      description: says
    }))
  })
}

function meaningOf(node: Located, words: string, complain: Complain): Said | Invalid {
  const right = SENTENCES.map(sentence => heard(sentence, words, 'form')).find(
    found => found !== undefined && wrongHole(found) === undefined
  )
  if (right !== undefined) return { ...right.sentence.means(right.said), sentence: right.sentence }
  const meant = SENTENCES.flatMap(sentence => heard(sentence, words, 'loose') ?? []).sort(
    (a, b) => fixedLetters(b.sentence) - fixedLetters(a.sentence)
  )[0]
  const wrong = meant === undefined ? undefined : wrongHole(meant)
  if (meant === undefined || wrong === undefined) return refuse(node, complain)
  const [hole, found] = wrong
  complain({
    place: node.place,
    expected: `${hole.expected}, in "${meant.sentence.words.replace(HOLE, '…')}"`,
    found: quoted(found),
    ...near(found, hole.words ?? [])
  })
  return INVALID
}

interface Heard {
  readonly sentence: Sentence
  readonly said: Readonly<Record<string, string>>
}

function heard(sentence: Sentence, words: string, how: 'form' | 'loose'): Heard | undefined {
  const found = new RegExp(`^${filled(sentence.words, how)}$`).exec(words)
  if (found === null) return undefined
  const names = [...sentence.words.matchAll(HOLE)].map(([, name = '']) => name)
  return { sentence, said: Object.fromEntries(names.map((name, at) => [name, found[at + 1] ?? ''])) }
}

/** A sentence as an expression; all of its holes are groups, and the only ones. */
function filled(words: string, how: 'form' | 'loose'): string {
  return words.replace(HOLE, (_, name: string) => `(${HOLES[name]?.[how]})`)
}

function wrongHole({ said }: Heard): readonly [Hole, string] | undefined {
  for (const [name, text] of Object.entries(said)) {
    const hole = HOLES[name]
    if (hole !== undefined && !hole.takes(text)) return [hole, text]
  }
  return undefined
}

function fixedLetters({ words }: Sentence): number {
  return words.replace(HOLE, '').length
}

function exceptionsOf(node: Located, tail: string, complain: Complain): readonly string[] | Invalid {
  const names = tail.split(/, (?:and )?| and /)
  const read = names.map(value => exceptionName.read({ kind: 'scalar', value, place: node.place }, complain))
  return read.some(name => name === INVALID) ? INVALID : (read as string[])
}

function refuse(node: Located, complain: Complain): Invalid {
  const found = node.kind === 'scalar' ? String(node.value) : ''
  const examples = SENTENCES.map(({ example }) => example)
  complain({ place: node.place, expected: EXPECTED, found: describe(node), ...near(found, examples) })
  return INVALID
}

function near(found: string, words: readonly string[]): Pick<Problem, 'nearest'> {
  const known = nearest(found.slice(0, 200), words)
  return known === undefined ? {} : { nearest: known }
}
