import type { Check } from '../core/check.js'
import type { Phase } from '../core/log-entry.js'
import { word } from '../core/shape/index.js'
import { logOf } from './proxy-status.js'

/** How far the request had come when it failed, as the gateway's log tells. */
export const phase: Check<Phase> = {
  name: 'phase',
  says: 'How far the gateway had come when it failed, as its log tells: connect, tls, send, head, body, client, or done.',
  about: 'answer',
  shape: word('connect', 'tls', 'send', 'head', 'body', 'client', 'done'),
  judge(expected, { answer, observation, namesErrors }) {
    const found = logOf(answer, observation).find(line => line.phase !== undefined)?.phase
    return { ok: found === expected || (found === undefined && !namesErrors), expected, found: found ?? 'not visible' }
  }
}
