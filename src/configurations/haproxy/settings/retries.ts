import type { Role, Setting } from '../../configuration.js'
import { conditionOf, holds } from '../conditions/condition.js'
import type { Request } from '../conditions/request.js'
import { everyLineOf, lineOf, modeOf } from '../text/sections.js'
import type { Passed } from './limits.js'
import { written } from './setting.js'

type Settings = Partial<Record<Role, Setting>>

/** How often HAProxy tries again, and what: by default three times, and only what could not be connected. */
export function retriesOf(front: Passed, back: Passed, request: Request): Settings {
  const retries = lineOf(back.section, 'retries')
  const on = lineOf(back.section, 'retry-on')
  const retry = retries === undefined ? { name: 'retries', value: '3' } : written(retries, 'retries')
  if (modeOf(back.section) !== 'http') return { retry }
  const what = on === undefined ? { name: 'retry-on', value: 'conn-failure' } : written(on, 'retry-on')
  return { retry, 'retry-unsafe': forbidden(front, back, request) ?? what }
}

/** A rule that keeps what must not be done twice from being sent again. */
function forbidden(front: Passed, back: Passed, request: Request): Setting | undefined {
  const post = { ...request, method: 'POST' }
  for (const { section, scope } of [front, back]) {
    const lines = everyLineOf(section, 'http-request', 'disable-l7-retry')
    const line = lines.find(each => holds(conditionOf(each, scope), post) !== false)
    if (line !== undefined) return written(line, 'http-request disable-l7-retry')
  }
  return undefined
}
