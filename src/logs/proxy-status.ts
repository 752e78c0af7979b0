import { type ErrorType, isErrorType } from '../core/error-types.js'
import type { CauseId } from './causes/index.js'
import { causeOfType } from './types.js'

/** What a Proxy-Status field says. */
export interface ProxyStatusFound {
  readonly type: ErrorType | undefined
  readonly cause: CauseId
  readonly words: string
}

const MEMBER = /([A-Za-z0-9*"][\w."*+:/-]{0,100}) ?; ?(?:[^,]{0,400}; ?)?(error|received-status)="?([a-z0-9_]{3,50})"?/g

/** Reads a Proxy-Status field (RFC 9209), alone or with its name before it: of several members the one nearest to the origin that names an error. */
export function proxyStatusIn(text: string): ProxyStatusFound | undefined {
  const field = /proxy-status["']? ?: ?(.{3,2000})$/i.exec(text)?.[1] ?? text
  if (field === text && !/; ?error=[a-z_"]/.test(text)) return undefined
  const members = [...field.matchAll(MEMBER)].map(([, who = '', name, value = '']) => ({
    who: who.replaceAll('"', ''),
    name,
    value
  }))
  for (const { who, name, value } of members) {
    if (name === 'error' && isErrorType(value))
      return { type: value, cause: causeOfType(value), words: `${who} says ${value}` }
  }
  const received = members.find(({ name, value }) => name === 'received-status' && Number(value) >= 500)
  if (received === undefined) return undefined
  return {
    type: undefined,
    cause: 'application-error',
    words: `${received.who} received ${received.value} from behind`
  }
}
