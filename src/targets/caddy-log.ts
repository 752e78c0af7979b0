import { jsonOf, numberAt, textAt } from '../logs/lines/json-line.js'
import { caddy as format } from '../logs/products/go-proxies.js'
import { type Failure, failureIn, type Said } from './said.js'

type Json = Readonly<Record<string, unknown>>

/** What the lines so far say of a request that has not ended. */
interface Open {
  attempts: number
  upstream: string | undefined
  /** Milliseconds that its tries took until the head of an answer, or until they failed. */
  asked: number
  /** Why the last of its tries failed. */
  failure: Failure | undefined
}

/** Reads the log of one Caddy, line by line: what its debug lines tell of a request stands in the entry of its access line. */
export class CaddyLog {
  readonly #open = new Map<string, Open>()

  read(line: string): Said | undefined {
    const said = readCaddyLine(line)
    const json = jsonOf(line)
    if (json === undefined) return said
    if (json.msg === 'upstream roundtrip') this.#tried(json, line)
    if (said?.about === 'failure' && said.key === undefined) return { ...said, key: this.#onlyAnswered() }
    return said?.about === 'request' ? this.#ended(said) : said
  }

  #tried(json: Json, line: string): void {
    const { attempts = 0, asked = 0 } = this.#open.get(keyOf(json)) ?? {}
    this.#open.set(keyOf(json), {
      attempts: attempts + 1,
      upstream: textAt(json, 'upstream'),
      asked: asked + millisecondsOf(json),
      failure: 'error' in json ? failureIn(format, line) : undefined
    })
  }

  /** A body that is cut has a line that does not say whose it is. It is clear when one answer only is on its way. */
  #onlyAnswered(): string | undefined {
    const answered = [...this.#open].filter(([, { failure }]) => failure === undefined)
    return answered.length === 1 ? answered[0]?.[0] : undefined
  }

  #ended(said: Said & { about: 'request' }): Said {
    const open = this.#open.get(said.key ?? '')
    this.#open.delete(said.key ?? '')
    if (open === undefined) return { ...said, attempts: 0 }
    const { attempts, upstream, asked, failure } = open
    const timings = { ...said.timings, ...(failure === undefined && { head: asked }) }
    return { ...said, attempts, upstream, timings, failure }
  }
}

/** What a line of Caddy says when it stands alone. */
export function readCaddyLine(line: string): Said | undefined {
  const json = jsonOf(line)
  const logger = json === undefined ? undefined : textAt(json, 'logger')
  if (json === undefined || logger === undefined) return undefined
  if (logger === 'events') return noticeIn(json)
  if (logger.startsWith('http.log.access')) return requestIn(json)
  if (!logger.startsWith('http.log.error') && logger !== 'http.handlers.reverse_proxy') return undefined
  const failure = json.msg === 'upstream roundtrip' ? undefined : failureIn(format, line)
  if (failure === undefined) return undefined
  return { about: 'failure', key: 'request' in json ? keyOf(json) : undefined, failure }
}

/** Lines of the level at which Caddy tells more than it does in production. */
export function isForTheTestbed(line: string): boolean {
  return jsonOf(line)?.level === 'debug'
}

function requestIn(json: Json): Said {
  const status = numberAt(json, 'status')
  return {
    about: 'request',
    key: keyOf(json),
    method: textAt(json, 'request.method'),
    path: textAt(json, 'request.uri'),
    // 0 stands for none.
    status: status === 0 ? undefined : status,
    timings: { end: millisecondsOf(json) }
  }
}

function noticeIn(json: Json): Said | undefined {
  const upstream = textAt(json, 'data.host')
  const name = textAt(json, 'name')
  if (upstream === undefined || (name !== 'healthy' && name !== 'unhealthy')) return undefined
  return { about: 'upstream', upstream, state: name === 'healthy' ? 'up' : 'down', why: `its health check: ${name}` }
}

/** A connection of the client has one request at a time. */
function keyOf(json: Json): string {
  return `${textAt(json, 'request.remote_ip')}:${textAt(json, 'request.remote_port')}`
}

function millisecondsOf(json: Json): number {
  return (numberAt(json, 'duration') ?? 0) * 1000
}
