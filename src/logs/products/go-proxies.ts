import type { Finding, LogLine, Product, Reading } from '../finding.js'
import { addressWithin, pathOf } from '../lines/fields.js'
import { jsonOf, numberAt, textAt } from '../lines/json-line.js'
import { byStatus } from './access-status.js'
import { GO_MESSAGES, soundsLikeGo } from './go-messages.js'
import { phraseIn } from './phrases.js'

type Json = Readonly<Record<string, unknown>>

/** Caddy: errors and access lines in JSON, and the form that it writes on a terminal. */
export const caddy: Product = {
  name: 'Caddy',
  read(line) {
    const json = line.json ?? terminalForm(line)
    const logger = json === undefined ? undefined : textAt(json, 'logger')
    if (json === undefined || logger === undefined || !('msg' in json)) return undefined
    if (!/^(?:http|tls|admin|docker)/.test(logger)) return undefined
    return readCaddy(json)
  }
}

function readCaddy(json: Json): Reading {
  const words = [textAt(json, 'msg'), textAt(json, 'error')].filter(part => part !== undefined).join(': ')
  const uri = textAt(json, 'request.uri')
  const seconds = numberAt(json, 'duration')
  const told: Omit<Finding, 'cause' | 'sure'> = {
    product: 'Caddy',
    words,
    at: timeOf(json),
    status: numberAt(json, 'status'),
    method: textAt(json, 'request.method'),
    path: uri === undefined ? undefined : pathOf(uri),
    upstream: addressWithin(textAt(json, 'upstream', 'dial') ?? words),
    milliseconds: seconds === undefined ? undefined : Math.round(seconds * 1000)
  }
  return readGo(words, told)
}

/** Caddy’s own terminal form: time, level, logger, message, and the rest as JSON, parted by tabs. */
function terminalForm({ text }: LogLine): Json | undefined {
  const match =
    /^(\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d(?:\.\d+)?)\s+(DEBUG|INFO|WARN|ERROR|FATAL)\s+([\w.]{1,80})\s+(.{0,4000}?)(?:\s+(\{.*\}))?$/.exec(
      text
    )
  if (match === null) return undefined
  const [, ts, level, logger, msg, rest] = match
  return { ts, level, logger, msg, ...(rest !== undefined && jsonOf(rest)) }
}

/** Traefik: access lines in JSON, and the text form of its own log. */
export const traefik: Product = {
  name: 'Traefik',
  read({ text, json }) {
    if (json !== undefined) return 'DownstreamStatus' in json ? readTraefik(json) : undefined
    const said = /^time="?([^"\s]{1,40})"? level=(\w+) msg="((?:[^"\\]|\\.){0,4000})"(.*)$/.exec(text)
    if (said === null) return undefined
    const [, at, level, message = '', rest = ''] = said
    return readGo(
      `${message}${rest}`,
      { product: 'Traefik', words: message, at, upstream: addressWithin(message) },
      level
    )
  }
}

function readTraefik(json: Json): Reading {
  const status = numberAt(json, 'DownstreamStatus') ?? 0
  const origin = numberAt(json, 'OriginStatus')
  const took = numberAt(json, 'Duration')
  const path = textAt(json, 'RequestPath')
  const told: Omit<Finding, 'cause' | 'sure'> = {
    product: 'Traefik access log',
    words: `DownstreamStatus ${status}, OriginStatus ${origin ?? '-'}`,
    at: textAt(json, 'time', 'StartUTC'),
    status,
    method: textAt(json, 'RequestMethod'),
    path: path === undefined ? undefined : pathOf(path),
    upstream: textAt(json, 'ServiceAddr'),
    milliseconds: took === undefined ? undefined : Math.round(took / 1e6)
  }
  return byStatus(status, told)
}

/** A message of a Go program: by its words, else by its status. */
export function readGo(words: string, told: Omit<Finding, 'cause' | 'sure'>, level = 'error'): Reading {
  const phrase = phraseIn(` ${words} `, GO_MESSAGES)
  const meant = phrase !== undefined && (soundsLikeGo(words) || GO_ALONE.includes(phrase.says))
  if (meant && phrase.cause !== 'fine') return { ...told, cause: phrase.cause, sure: 'says so' }
  if (told.status !== undefined) return byStatus(told.status, told)
  return /^(?:debug|info|warn)/i.test(level) ? 'fine' : undefined
}

const GO_ALONE = [
  'no upstreams available',
  'no available server',
  'aborting with incomplete response',
  'context canceled',
  'malformed http',
  'context deadline exceeded'
]

function timeOf(json: Json): string | undefined {
  const ts = textAt(json, 'ts', 'time')
  if (ts === undefined || !/^\d{10}(?:\.\d+)?$/.test(ts)) return ts
  return new Date(Number(ts) * 1000).toISOString()
}
