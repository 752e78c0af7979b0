import { type Document, visit, type YAMLError } from 'yaml'
import type { Place, Problem } from '../core/shape/index.js'

const INDENTATION = 'the items of a list, or the keys of a map, to start in the same column'
const QUOTES = 'quotes around a text that contains ": "'
const FIRST_LETTER = 'quotes around a text that begins so'
const CLOSING = 'a closing bracket, brace or quote'

const UNCLOSED_QUOTE = /^Missing closing ["']/

/** What a person can do about a complaint of the YAML parser, by how its message begins; and what was found, where its words would not help. */
const IN_WORDS: readonly (readonly [message: RegExp, expected: string, found?: string])[] = [
  [/^Map keys must be unique/, 'each key once', 'it a second time'],
  [/^Tabs are not allowed/, 'spaces to indent with', 'a tab'],
  [/^A block sequence may not be used as an implicit map key/, INDENTATION],
  [/^All (mapping|sequence) items must start at the same column/, INDENTATION],
  [/^Nested mappings are not allowed/, QUOTES, 'a map within a line'],
  [/^Plain value cannot start with/, FIRST_LETTER],
  [/^Flow (map|sequence) in block collection/, CLOSING],
  [UNCLOSED_QUOTE, CLOSING, 'a quote that is never closed'],
  [/^Missing closing/, CLOSING],
  [/^Expected flow (map|sequence) to end/, CLOSING],
  [/^Source contains multiple documents/, 'one document in a file', 'a second one behind ---'],
  [/^Maximum call stack size exceeded/, 'fewer brackets within brackets', 'more than anybody could read']
]

/** A complaint of the YAML parser as a person needs it. */
export function syntaxProblem(error: YAMLError, document: Document, placeAt: (offset: number) => Place): Problem {
  const [, expected = 'YAML', found = firstSentence(error.message)] =
    IN_WORDS.find(([message]) => message.test(error.message)) ?? []
  const start = UNCLOSED_QUOTE.test(error.message) ? lastQuote(document) : undefined
  return { place: placeAt(start ?? error.pos[0]), expected, found }
}

/** Where the last quoted text starts: the parser tells of a quote that is never closed at the end of the file only. */
function lastQuote(document: Document): number | undefined {
  let start: number | undefined
  visit(document, {
    Scalar(_, { type, range }) {
      if (type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE') start = range?.[0]
    }
  })
  return start
}

function firstSentence(message: string): string {
  const [line = message] = message.split('\n')
  return line.charAt(0).toLowerCase() + line.slice(1)
}
