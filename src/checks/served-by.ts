import type { Check, Seen } from '../core/check.js'
import { text } from '../core/shape/index.js'
import { logOf } from './proxy-status.js'

/** Which of several upstreams answered, as the gateway's log says: by the address that it called last. */
export const servedBy: Check<string> = {
  name: 'served-by',
  says: 'Which upstream answered, by its name.',
  about: 'answer',
  shape: text('the name of an upstream'),
  judge(expected, seen) {
    const found = nameOf(seen)
    return { ok: found === expected, expected, found: found ?? 'no upstream' }
  }
}

function nameOf({ answer, observation }: Seen): string | undefined {
  const called = logOf(answer, observation).at(0)?.upstream
  return called === undefined ? undefined : (observation.addresses[called] ?? called)
}
