import { either, type Field, may, object, type Shape, titled, turned } from '../../core/shape/index.js'
import { type Complain, INVALID, type Invalid, type Located, type Place } from '../../core/shape/shape.js'
import { DEMANDS } from './demands/index.js'
import { type Scope, scopeOf, scopeWords } from './scope.js'
import { type Said, sentenceShape } from './sentence-shape.js'

/** One thing that is asked of the answers that it is about. */
export interface Rule {
  /** As it stands in the file, on one line. */
  readonly written: string
  readonly place: Place
  /** All of them have to fit. */
  readonly scopes: readonly Scope[]
  /** The name of a demand, and what it wants. */
  readonly demand: string
  readonly wanted: unknown
}

const demandWords: Readonly<Record<string, Field<unknown, false>>> = Object.fromEntries(
  DEMANDS.flatMap(({ name, says, shape }) => (shape === undefined ? [] : [[name, may(shape, says)]]))
)

const ruleWords = object('a rule: what is asked, and of which answers', {
  ...scopeWords,
  rule: may(titled('sentence', sentenceShape), 'A rule in words, for what the other words say.'),
  ...demandWords
})

/** A rule: a sentence, or a map that says what is asked, and of which answers. A map can ask for several things. */
export const ruleShape: Shape<readonly Rule[]> = either(
  turned(titled('sentence', sentenceShape), (said, node) => [ofSentence(said, [], node)]),
  turned(ruleWords, ofMap)
)

function ofSentence({ scope, demand: [demand, wanted] }: Said, around: readonly Scope[], node: Located): Rule {
  const scopes = scope === undefined ? around : [...around, scope]
  return { written: written(node), place: node.place, scopes, demand, wanted }
}

type RuleWords = Parameters<typeof scopeOf>[0] & { readonly rule?: Said }

function ofMap(words: RuleWords, node: Located, complain: Complain): readonly Rule[] | Invalid {
  const scope = scopeOf(words)
  const scopes = Object.keys(scope).length === 0 ? [] : [scope]
  const asked = Object.entries(words).filter(([name]) => Object.hasOwn(demandWords, name))
  const rules = [
    ...(words.rule === undefined ? [] : [ofSentence(words.rule, scopes, node)]),
    ...asked.map(([demand, wanted]) => ({ written: written(node), place: node.place, scopes, demand, wanted }))
  ]
  if (rules.length > 0) return rules
  const expected = `what is asked: one of ${['rule', ...Object.keys(demandWords)].join(', ')}`
  complain({ place: node.place, expected, found: 'only what the rule is about' })
  return INVALID
}

/** A piece of a file on one line. */
function written(node: Located): string {
  if (node.kind === 'map') return node.entries.map(({ key, value }) => `${key}: ${written(value)}`).join(', ')
  if (node.kind === 'list') return node.items.map(written).join(', ')
  return node.kind === 'scalar' ? (node.written ?? String(node.value)).replace(/\s+/g, ' ').trim() : ''
}
