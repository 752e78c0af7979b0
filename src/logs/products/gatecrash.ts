import { type ErrorType, isErrorType } from '../../core/error-types.js'
import type { CauseId } from '../causes/index.js'
import type { Finding, Product } from '../finding.js'
import { addressIn, pathOf } from '../lines/fields.js'
import { numberAt, textAt } from '../lines/json-line.js'
import { causeOfType } from '../types.js'
import { byStatus, passedOn } from './access-status.js'

const BY_WORD: Readonly<Record<string, CauseId>> = {
  client_gone: 'client-gone',
  refused: 'refused',
  'socket-missing': 'socket-missing',
  'socket-forbidden': 'socket-forbidden',
  'reset-before-head': 'reset-before-head',
  'closed-while-sending': 'closed-while-sending',
  'reset-while-sending': 'closed-while-sending',
  'handshake-timeout': 'tls-timeout',
  'stalled-body': 'stalled-body',
  'bad-status-line': 'not-http',
  'bad-field-line': 'bad-header',
  'bad-length': 'bad-framing',
  'length-and-coding': 'bad-framing',
  'coding-in-http10': 'bad-framing',
  'no-socket-left': 'ports-exhausted',
  request_timeout: 'slow-client',
  header_overflow: 'too-large',
  target_overflow: 'too-large'
}

/** Our own gateway’s line: it names the cause itself. */
export const gatecrash: Product = {
  name: 'Gatecrash gateway',
  read({ json }) {
    if (json === undefined) return undefined
    if (json.msg === 'ready' && 'upstream' in json) return 'fine'
    if (!('phase' in json && 'timings' in json && 'attempts' in json)) return undefined
    const word = textAt(json, 'cause')
    const type = textAt(json, 'error')
    const status = numberAt(json, 'status') ?? 0
    const time = numberAt(json, 'time')
    const target = textAt(json, 'target')
    const told: Omit<Finding, 'cause' | 'sure'> = {
      product: 'Gatecrash gateway',
      words: textAt(json, 'msg') ?? `${status}`,
      at: time === undefined ? undefined : new Date(time).toISOString(),
      status,
      method: textAt(json, 'method'),
      path: target === undefined ? undefined : pathOf(target),
      upstream: addressIn(textAt(json, 'upstream')),
      milliseconds: numberAt(json, 'duration')
    }
    if (word === undefined && type === undefined) return passedOn(status, told)
    const cause = (word !== undefined && Object.hasOwn(BY_WORD, word) ? BY_WORD[word] : undefined) ?? ofType(type)
    return cause === undefined ? byStatus(status, told) : { ...told, cause, sure: 'says so' }
  }
}

function ofType(type: string | undefined): CauseId | undefined {
  return type !== undefined && isErrorType(type) ? causeOfType(type as ErrorType) : undefined
}
