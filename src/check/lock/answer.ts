import type { Got } from '../../core/got.js'
import type { Asked, Behaviour } from '../behaviour.js'
import { type Time, timeOf } from './time.js'

/** Whose page a client got, where that is not what the status makes one expect. */
export type PageGot =
  /** The upstream's with its answer, the gateway's with an error of the gateway's own. */
  | 'usual'
  /** The gateway's, with a status that says that all is well. */
  | 'of-the-gateway'
  /** An error of the gateway's own, and nothing to read. */
  | 'none'
  /** The upstream's, which was not asked. */
  | 'kept'
  /** The gateway's, in the place of an error answer of the application's own. */
  | 'replaced'
  /** The application's answer goes out with another status. */
  | 'restated'

/** All of a behaviour that is told, kept in a lock file and compared. */
export interface Answer {
  readonly status: number | null
  readonly got: Got
  readonly page: PageGot
  /** The status of the application's own answer, where another one took its place. */
  readonly instead?: number
  /** After how long; where the client gave up: how long it was patient. */
  readonly time: Time
  /** How often it was sent to an upstream; 1 where that is nothing to speak of. */
  readonly attempts: number
  /** Fields that clients act on: name, value, … */
  readonly fields: readonly string[]
  /** Whom the gateway asked, for what, and as which host, in words. */
  readonly asked?: string
}

/** What is told of a behaviour. */
export function answerOf(behaviour: Behaviour): Answer {
  const { status, got, upstreamStatus, attempts } = behaviour
  const page = status === null ? 'usual' : pageOf(behaviour, status)
  const another = (page === 'replaced' || page === 'restated') && upstreamStatus !== null && upstreamStatus !== status
  return {
    status,
    got,
    page,
    ...(another ? { instead: upstreamStatus } : {}),
    time: told(behaviour),
    attempts: Math.max(attempts, 1),
    fields: fieldsOf(behaviour.fields),
    ...(behaviour.asked === undefined ? {} : { asked: askedWords(behaviour.asked) })
  }
}

/** What drips through whole takes as long as the upstream lets it: that is no time of the gateway's. */
function told(behaviour: Behaviour): Time {
  const { got, author, failure, patience } = behaviour
  if (got === 'silence') return { milliseconds: patience, about: false }
  if (failure === 'dripping-body' && got === 'whole' && author === 'upstream') return { milliseconds: 0, about: false }
  return timeOf(behaviour)
}

function pageOf({ got, author, upstreamStatus, attempts }: Behaviour, status: number): PageGot {
  const said = upstreamStatus ?? 0
  if (author === 'gateway' && said >= 400) return 'replaced'
  if (author === 'upstream' ? said !== 0 && said !== status : said >= 400 && said !== status) return 'restated'
  if (got !== 'whole') return 'usual'
  if (status >= 400) return author === 'nobody' && said < 400 ? 'none' : 'usual'
  if (author === 'upstream') return said === 0 && attempts === 0 ? 'kept' : 'usual'
  return author === 'gateway' || said === 0 ? 'of-the-gateway' : 'usual'
}

/** Fields of note, as they are called in a lock file, whatever the gateway's spelling. */
export const NOTED = ['Retry-After', 'Location', 'grpc-status'] as const

function fieldsOf(fields: readonly string[]): string[] {
  return NOTED.flatMap(noted => {
    const at = fields.findIndex((name, index) => index % 2 === 0 && name.toLowerCase() === noted.toLowerCase())
    return at < 0 ? [] : [noted, wordOf(noted, fields[at + 1] ?? '')]
  })
}

function askedWords({ upstreams, target, host }: Asked): string {
  return `${plain(upstreams.join('|'))} for ${plain(target)} as ${plain(host)}`
}

/** One word of plain letters: a value comes from outside. A date is another one at every run. */
function wordOf(name: string, value: string): string {
  if (name === 'Retry-After' && !/^\d+$/.test(value)) return 'date'
  return plain(value)
}

/** A comma ends a note. */
function plain(value: string): string {
  const word = value.slice(0, 200).replace(/[^!-~]|,/g, sign => `%${sign.charCodeAt(0).toString(16).padStart(2, '0')}`)
  return word === '' ? '-' : word
}
