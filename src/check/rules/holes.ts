import { FAILURE_IDS } from '../failure-ids.js'
import { OUTCOMES } from './demands/never.js'
import { LIMIT_FORM, limitOf } from './demands/within.js'
import { isFailure } from './names.js'

/** What can stand in a hole of a sentence. */
export interface Hole {
  readonly expected: string
  /** What it looks like, as an expression for editors. */
  readonly form: string
  /** What a person may have written who meant it. */
  readonly loose: string
  readonly takes: (text: string) => boolean
  /** The words that it is chosen from, where there are some. */
  readonly words?: readonly string[]
}

const STATUS = '[1-5](?:\\d\\d|xx)'
const COUNT = '[1-9]\\d{0,2}'

function formed(expected: string, form: string, loose = '\\S+'): Hole {
  const whole = new RegExp(`^${form}$`)
  return { expected, form, loose, takes: text => whole.test(text) }
}

/** The holes of the sentences, by their names. */
export const HOLES: Readonly<Record<string, Hole>> = {
  limit: {
    expected: LIMIT_FORM,
    form: '\\d+(?:\\.\\d+)?(?:ms|s|m|h)',
    loose: '\\S+(?: [a-z]+)?',
    takes: text => limitOf(text) !== undefined
  },
  statuses: formed('a status such as 502 or 5xx', `${STATUS}(?: or ${STATUS})*`, '\\S+(?: or \\S+)*'),
  count: formed('a number from 1 to 999', COUNT),
  route: formed('a route such as /api or /api/*', '\\S*[/*]\\S*'),
  failure: {
    expected: 'a failure such as hang or POST hang',
    form: '(?:[A-Z*?]+ )?[\\w*?-]+',
    loose: '(?:[A-Z*?]+ )?\\S+',
    takes: isFailure,
    words: FAILURE_IDS
  },
  outcome: {
    expected: `one of ${OUTCOMES.join(', ')}`,
    form: `(?:${OUTCOMES.join('|')})`,
    loose: '\\S+',
    takes: text => OUTCOMES.includes(text),
    words: OUTCOMES
  },
  file: formed('the path of a file', '\\S+'),
  field: formed('the name of a header field', '[A-Za-z][A-Za-z0-9-]*')
}
