import type { Setting } from '../configuration.js'
import { effective, everyEffective, type Scope } from './scope.js'

/** Whether an upgrade reaches the upstream; where it does not, the first thing that is missing. */
export function upgrade(scope: Scope): Setting {
  const version = effective(scope, 'proxy_http_version')
  const [upgraded, connection] = ['upgrade', 'connection'].map(name => field(scope, name))
  if (upgraded === undefined) return { name: 'proxy_set_header', value: 'does not pass: no field Upgrade' }
  if (!/upgrade|^\$/i.test(connection?.args[1] ?? '')) {
    return {
      name: 'proxy_set_header',
      value: `does not pass: Connection ${connection?.args[1] || 'close'}`,
      place: (connection ?? upgraded).place
    }
  }
  if ((version?.args[0] ?? '1.0') === '1.0')
    return { name: 'proxy_http_version', value: 'does not pass: 1.0', place: (version ?? upgraded).place }
  return { name: 'proxy_set_header', value: 'passes', place: upgraded.place }
}

function field(scope: Scope, name: string) {
  return everyEffective(scope, 'proxy_set_header').findLast(({ args }) => args[0]?.toLowerCase() === name)
}
