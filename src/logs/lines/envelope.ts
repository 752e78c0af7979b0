import { jsonOf, textAt } from './json-line.js'

/** A line taken out of what carried it, and the time that was written on the outside. */
export interface Opened {
  readonly text: string
  readonly at: string | undefined
}

const ISO = String.raw`\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?`
const SYSLOG_TIME = String.raw`[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d`

/** What carriers put in front of a line: the time is the group `at`, if it has one. */
const PREFIXES: readonly RegExp[] = [
  // kubectl logs --prefix, docker compose logs, stern
  /^\[pod\/[^\]\s]{1,200}\] /,
  /^[\w.-]{1,64} {0,40}\| /,
  // the container runtime's own files
  new RegExp(`^(?<at>${ISO}) (?:stdout|stderr) [FP] `),
  // RFC 5424, RFC 3164 and rsyslog's ISO form
  new RegExp(String.raw`^<\d{1,3}>1 (?<at>${ISO}) \S{1,255} \S{1,48} \S{1,128} \S{1,32} (?:-|\[[^\]]{0,2000}\]) `),
  new RegExp(String.raw`^(?:<\d{1,3}>)?(?<at>${SYSLOG_TIME}) (?:[\w.:-]{1,255} )?[\w./-]{1,64}(?:\[\d{1,10}\])?: ?`),
  new RegExp(String.raw`^(?<at>${ISO}) [\w.:-]{1,255} [\w./-]{1,64}(?:\[[\w.]{1,32}\])?: ?`),
  new RegExp(String.raw`^(?<at>${ISO}) [\w/-]{1,64}\[[\w.]{1,32}\]: ?`),
  // kubectl logs --timestamps, CloudWatch
  new RegExp(`^(?<at>${ISO})[ \t]+`),
  // grep with file names
  /^[\w./-]{1,200}\.log(?:\.\d{1,3})?:(?:\d{1,10}:)?/,
  // quoted in a chat or a ticket
  /^[->*•] /
]

/** Members of a JSON line that carry a line of somebody else. */
const CARRIERS = ['log', 'MESSAGE', 'message', 'msg', 'textPayload', 'line', 'event', '_raw', 'body']
const TIMES = ['time', 'timestamp', '@timestamp', 'ts', '__REALTIME_TIMESTAMP']

/** Takes one carrier off a line (syslog, docker, kubectl, journald, a JSON wrapper); undefined when there is none. */
export function opened(text: string): Opened | undefined {
  const json = jsonOf(text)
  if (json !== undefined) {
    const inner = textAt(json, ...CARRIERS)
    return inner === undefined ? undefined : { text: inner.trim(), at: textAt(json, ...TIMES) }
  }
  for (const prefix of PREFIXES) {
    const match = prefix.exec(text)
    if (match !== null && match[0].length < text.length) {
      return { text: text.slice(match[0].length), at: match.groups?.at }
    }
  }
  return undefined
}
