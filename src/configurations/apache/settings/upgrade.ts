import type { Setting } from '../../configuration.js'
import { type Facts, word } from './setting.js'

/** Whether an upgrade reaches the upstream: where the worker says so, or its address begins with ws. */
export function upgrade({ worker, scheme }: Facts): Setting {
  const said = word(worker, 'upgrade')
  if (said !== undefined && !/^off$|^none$/i.test(said.value)) return { ...said, value: `passes: ${said.value}` }
  if (scheme === 'ws' || scheme === 'wss') return { name: 'ProxyPass', value: `passes: ${scheme}://` }
  return said ?? { name: 'upgrade', value: 'does not pass' }
}
