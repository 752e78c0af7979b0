import type { Finding, Product, Reading } from '../finding.js'
import { addressWithin } from '../lines/fields.js'
import { APACHE_ECHOES, APACHE_MESSAGES } from './apache-messages.js'
import { phraseIn } from './phrases.js'

const NAME = 'Apache error log'

// [Fri Nov 20 17:48:52.123456 2026] [proxy:error] [pid 77] (111)Connection refused: AH00957: HTTP: attempt to connect to …
const FRAME = /^\[([A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?:\.\d{1,9})? \d{4})\] (.*)$/
const LEVEL = /^\[(?:[\w-]{1,40}:)?(emerg|alert|crit|error|warn|notice|info|debug|trace\d)\] /
const BRACKETS = /^(?:\[[^\]]{0,200}\] ){1,6}/
const BARE = /\bAH\d{5}\b|\bproxy: .{0,100}(?:failed|error reading)/

/** The error log of Apache httpd, also of 2.2, which had no AH numbers. */
export const apacheError: Product = {
  name: NAME,
  read({ text }) {
    const frame = FRAME.exec(text)
    if (frame === null)
      return BARE.test(text) ? readMessage(text.replace(BRACKETS, ''), undefined, undefined) : undefined
    const said = frame[2] as string
    return readMessage(said.replace(BRACKETS, ''), frame[1], LEVEL.exec(said)?.[1])
  }
}

const CALM = ['notice', 'info', 'debug']

function readMessage(said: string, at: string | undefined, level: string | undefined): Reading {
  // The page that led here is the client’s word.
  const words = said.replace(/, referer: .*$/, '').replace(/\[(?:client|remote) [^\]]{0,100}\] /, '')
  const phrase = phraseIn(words, APACHE_MESSAGES)
  if (phrase === undefined || phrase.cause === 'fine')
    return level !== undefined && (CALM.includes(level) || level.startsWith('trace')) ? 'fine' : undefined
  const echo = APACHE_ECHOES.some(code => words.toLowerCase().includes(code))
  const found: Finding = {
    product: NAME,
    cause: phrase.cause,
    sure: phrase.cause === 'connect-failed' ? 'open' : 'says so',
    words,
    at,
    upstream: addressWithin(words.replace(/^\(\d+\)[^:]{0,80}: /, '')),
    ...(echo && { echo: true }),
    ...(phrase.cause === 'read-timeout' && {
      note: 'Apache answers 502 for this, where most say 504 (mod_proxy_fcgi and mod_proxy_ajp: 504).'
    })
  }
  return found
}
