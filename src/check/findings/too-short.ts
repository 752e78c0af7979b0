import type { Role, Setting } from '../../configurations/configuration.js'
import type { Behaviour } from '../behaviour.js'
import type { Finder } from './finding.js'
import { happenedOn, isFailed, type RouteSeen } from './route-seen.js'

/** Which failures let a limit strike, the most telling first. */
const STRUCK: readonly (readonly [Role, readonly string[]])[] = [
  ['read', ['ok', 'hang', 'POST hang', 'stalled-head']],
  ['total', ['ok', 'hang', 'POST hang']],
  ['connect', ['connect-timeout']]
]

/** Without a wait of seconds there was no limit of seconds. */
const SECONDS = 5000

/** A limit far below a second whose number has no unit: meant in seconds, and read in milliseconds. */
export const tooShort: Finder = {
  id: 'too-short',
  severity: 'danger',
  title: 'A limit was probably meant in seconds, and is read in milliseconds',
  look(seen) {
    const [limit] = STRUCK.flatMap(([role, failures]) => mistaken(seen, role, failures))
    if (limit === undefined) return undefined
    const { setting, struck } = limit
    return {
      failures: struck.map(({ failure }) => failure),
      happened: happenedOn(struck),
      because: setting,
      fix: `${setting.name} ${setting.value}s`
    }
  }
}

function mistaken(seen: RouteSeen, role: Role, failures: readonly string[]) {
  const setting = seen.setting(role)
  if (setting === undefined || !looksMistaken(setting)) return []
  const struck = seen.onAny(failures).filter(each => isFailed(each) && isSoon(each))
  return struck.length === 0 ? [] : [{ setting, struck }]
}

function looksMistaken({ value, milliseconds, place }: Setting): boolean {
  return (
    place !== undefined && /^\d+$/.test(value) && milliseconds !== undefined && milliseconds < 1000 && milliseconds > 0
  )
}

function isSoon({ after }: Behaviour): boolean {
  return after !== null && after < SECONDS
}
