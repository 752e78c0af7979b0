import { type ErrorType, isErrorType } from '../core/error-types.js'
import type { LogEntry } from '../core/log-entry.js'
import type { Answer, Observation } from '../core/observation.js'
import { entryFor, triesOf } from '../core/tries.js'

/** The values of a field in an answer, in order. */
export function fieldValues(answer: Answer, name: string): string[] {
  return answer.fields.filter((_, index) => index % 2 === 1 && answer.fields[index - 1]?.toLowerCase() === name)
}

/** The error type that an answer names in its Proxy-Status field: that of the member nearest to the client. */
export function namedError(answer: Answer): ErrorType | undefined {
  const words = fieldValues(answer, 'proxy-status').flatMap(value => [...value.matchAll(/;\s*error=([a-z_]+)/g)])
  const last = words.at(-1)?.[1]
  return last !== undefined && isErrorType(last) ? last : undefined
}

/** The lines of the gateway's log that are about a request: all of them when it is the only one of its kind. */
export function logOf(answer: Answer, observation: Observation): readonly LogEntry[] {
  const same = triesOf(observation.answers).filter(other => other.label === answer.label)
  if (same.length > 1) return [entryFor(answer, observation) ?? []].flat()
  return observation.log.filter(entry => entry.path === undefined || `${entry.method} ${entry.path}` === answer.label)
}
