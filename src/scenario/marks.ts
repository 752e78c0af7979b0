import { goneMark, restartedMark } from '../core/marks.js'
import { nearest } from '../core/nearest.js'
import type { Complain, Entry, Located } from '../core/shape/index.js'
import { gatewayMarks, NOTICING } from './gateway-marks.js'

/** Whoever awaits a mark that nobody sets waits for ever. Held for the scenario and for each of its remedies. */
export function marksAreSet(root: Located, complain: Complain): void {
  const words = wordsOf(root)
  const remedies = wordsOf(words.find(({ key }) => key === 'remedies')?.value)
  for (const change of [[], ...remedies.map(({ value }) => wordsOf(value))]) checkMarks(played(words, change), complain)
}

const UPSTREAMS = ['upstream', 'upstreams']
const SIDES = ['client', ...UPSTREAMS]

/** The sides as they are with a change: what it leaves out stays as it was. */
function played(words: readonly Entry[], change: readonly Entry[]): Entry[] {
  const changed = change.map(({ key }) => key).flatMap(key => (UPSTREAMS.includes(key) ? UPSTREAMS : [key]))
  return [...words.filter(({ key }) => !changed.includes(key)), ...change]
}

function checkMarks(pieces: readonly Entry[], complain: Complain): void {
  const sides = pieces.filter(({ key }) => SIDES.includes(key)).map(({ value }) => value)
  const byHand = sides.flatMap(side => scalarsAt('mark', side)).map(({ value }) => String(value))
  const set = [...byHand, ...setByGateway(pieces), ...setByProcesses(pieces)]
  const awaited = sides.flatMap(side => [...scalarsAt('await', side), ...scalarsAt('until', side)])
  for (const { value, place } of awaited) {
    const name = String(value)
    if (set.includes(name)) continue
    const expected =
      set.length === 0 ? 'a mark that some side sets: none sets any' : `one of the marks set: ${set.join(', ')}`
    const near = nearest(name, set)
    complain({ place, expected, found: `"${name}"`, ...(near === undefined ? {} : { nearest: near }) })
  }
}

/** A gateway that looks after its upstreams says so by marks. */
function setByGateway(pieces: readonly Entry[]): string[] {
  const at = (word: string) => wordsOf(pieces.find(({ key }) => key === word)?.value).map(({ key }) => key)
  if (!at('gateway').some(word => NOTICING.includes(word))) return []
  return gatewayMarks(pieces.some(({ key }) => key === 'upstreams') ? at('upstreams') : ['upstream'])
}

/** The marks of the processes of upstreams. */
function setByProcesses(pieces: readonly Entry[]): string[] {
  const sides = pieces.filter(({ key }) => UPSTREAMS.includes(key))
  const upstreams = sides.flatMap(side => (side.key === 'upstreams' ? wordsOf(side.value) : [side]))
  const signalled = pieces.some(({ key, value }) => key === 'client' && mentions(value, ['signal']))
  return upstreams.flatMap(({ key, value }) => [
    ...(signalled || mentions(value, ENDINGS) ? [goneMark(key)] : []),
    ...(mentions(value, ['restart']) ? [restartedMark(key)] : [])
  ])
}

const ENDINGS = ['crash', 'exit', 'on']

function mentions(piece: Located, words: readonly string[]): boolean {
  if (piece.kind === 'scalar') return words.includes(String(piece.value))
  if (piece.kind === 'list') return piece.items.some(item => mentions(item, words))
  return wordsOf(piece).some(({ key, value }) => words.includes(key) || mentions(value, words))
}

type Scalar = Extract<Located, { kind: 'scalar' }>

/** What stands behind a word, however deep. Header fields have names of their own. */
function scalarsAt(word: string, piece: Located): Scalar[] {
  if (piece.kind === 'list') return piece.items.flatMap(item => scalarsAt(word, item))
  const entries = wordsOf(piece).filter(({ key }) => key !== 'headers')
  return entries.flatMap(({ key, value }) =>
    key === word && value.kind === 'scalar' ? [value] : scalarsAt(word, value)
  )
}

function wordsOf(piece: Located | undefined): readonly Entry[] {
  return piece?.kind === 'map' ? piece.entries : []
}
