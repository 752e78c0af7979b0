import { Trouble } from '../../core/errors.js'
import type { Flag } from '../flags.js'

/** `npm run scenario slow-db --remedy x` gives the option to npm, which keeps it: says where the two dashes belong. */
export function refuseSwallowed(env: NodeJS.ProcessEnv, flags: readonly Flag[]): void {
  if (env.npm_lifecycle_event !== 'scenario') return
  const flag = flags.find(
    ({ name }) => name !== 'all' && name !== 'json' && env[`npm_config_${name.replaceAll('-', '_')}`]
  )
  if (flag === undefined) return
  const next = `Put -- before it: npm run -s scenario NAME -- --${flag.name} …`
  throw new Trouble('usage', `npm took --${flag.name} for an option of its own`, next)
}
