import type { Got } from '../../core/got.js'
import type { Behaviour } from '../behaviour.js'
import { type Answer, answerOf, NOTED, type PageGot } from './answer.js'
import { readTime, writeTime } from './time.js'

/** What became of an answer, in the words that stand behind its status. */
const GOT_WORDS: Readonly<Record<Got, string>> = {
  whole: '',
  'made-whole': 'cut without a trace',
  cut: 'cut',
  nothing: 'closed without an answer',
  reset: 'reset',
  'no-http': 'no HTTP',
  'interim-only': 'only interim answers',
  silence: 'without an end',
  unreachable: 'could not be reached',
  'gateway-died': 'the gateway died'
}

const PAGE_WORDS: Readonly<Record<PageGot, string>> = {
  usual: '',
  'of-the-gateway': "with the gateway's page",
  none: 'without a page',
  kept: 'from its cache',
  replaced: '',
  restated: ''
}

const REPLACED = "the gateway's page instead of the application's"
const RESTATED = "instead of the application's"

/** What a route does on a failure, in one line: 504 after 60s, sent 2 times. */
export function told(behaviour: Behaviour): string {
  return tellAnswer(answerOf(behaviour))
}

/** An answer in the words of a lock file. */
export function tellAnswer(answer: Answer): string {
  const { status, got, page } = answer
  const begin = status === null && got === 'silence' ? 'silence' : [status, GOT_WORDS[got]].filter(Boolean).join(' ')
  const head = [begin === '' ? 'no status' : begin, PAGE_WORDS[page], timeWords(answer)].filter(Boolean).join(' ')
  return [head, ...notesOf(answer)].join(', ')
}

function timeWords({ got, time }: Answer): string {
  if (time.milliseconds === 0) return ''
  return `${got === 'silence' ? 'for' : 'after'} ${time.about ? 'about ' : ''}${writeTime(time.milliseconds)}`
}

function notesOf({ page, instead, attempts, fields, asked }: Answer): string[] {
  const status = instead === undefined ? '' : ` ${instead}`
  return [
    ...(page === 'replaced' ? [REPLACED + status] : []),
    ...(page === 'restated' ? [RESTATED + status] : []),
    ...(attempts > 1 ? [`sent ${attempts} times`] : []),
    ...pairsOf(fields).map(pair => pair.join(' ')),
    ...(asked === undefined ? [] : [`asks ${asked}`])
  ]
}

function pairsOf(fields: readonly string[]): (readonly [string, string])[] {
  return NOTED.flatMap(name => {
    const at = fields.indexOf(name)
    return at < 0 ? [] : [[name, fields[at + 1] ?? ''] as const]
  })
}

const anyOf = (words: Readonly<Record<string, string>>) => Object.values(words).filter(Boolean).join('|')

const HEAD = new RegExp(
  `^(?:(\\d{1,3})|(no status)|(silence))?(?: ?\\b(${anyOf(GOT_WORDS)}))?(?: (${anyOf(PAGE_WORDS)}))?` +
    '(?: (?:after|for) (about )?(\\d+(?:\\.\\d+)?(?:ms|s|m|h)))?$'
)
const INSTEAD = new RegExp(`^(?:(${REPLACED})|${RESTATED})(?: (\\d{1,3}))?$`)
const FIELD = new RegExp(`^(${NOTED.join('|')}) (\\S+)$`)

/** An answer read from the words of a lock file; undefined for words that are none. */
export function hearAnswer(words: string): Answer | undefined {
  const [head = '', ...notes] = words.split(', ')
  const found = HEAD.exec(head)
  if (found === null || head === '') return undefined
  const [, status, , silence, gotWords = '', pageWords = '', about, time = ''] = found
  const got = silence === undefined ? keyOf(GOT_WORDS, gotWords) : 'silence'
  return notes.reduce<Answer | undefined>(hearNote, {
    status: status === undefined ? null : Number(status),
    got,
    page: keyOf(PAGE_WORDS, pageWords),
    time: { milliseconds: readTime(time), about: about !== undefined },
    attempts: 1,
    fields: []
  })
}

function hearNote(answer: Answer | undefined, note: string): Answer | undefined {
  if (answer === undefined) return undefined
  const [, times] = /^sent (\d{1,6}) times$/.exec(note) ?? []
  if (times !== undefined) return { ...answer, attempts: Number(times) }
  const [, asked] = /^asks (\S+ for \S+ as \S+)$/.exec(note) ?? []
  if (asked !== undefined) return { ...answer, asked }
  const [, name, value] = FIELD.exec(note) ?? []
  if (name !== undefined && value !== undefined) return { ...answer, fields: [...answer.fields, name, value] }
  const instead = INSTEAD.exec(note)
  if (instead === null) return undefined
  const page = instead[1] === undefined ? 'restated' : 'replaced'
  return { ...answer, page, ...(instead[2] === undefined ? {} : { instead: Number(instead[2]) }) }
}

function keyOf<K extends string>(words: Readonly<Record<K, string>>, wanted: string): K {
  return (Object.keys(words) as K[]).find(key => words[key] === wanted) as K
}
