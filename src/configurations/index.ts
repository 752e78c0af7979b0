import { Trouble } from '../core/errors.js'
import { nearest } from '../core/nearest.js'
import { apacheDialect } from './apache/index.js'
import { caddyClock } from './caddy/clock/index.js'
import { caddyDialect } from './caddy/index.js'
import type { Dialect, Files, ScaledClock } from './configuration.js'
import { haproxyDialect } from './haproxy/index.js'
import { nginxDialect } from './nginx/index.js'
import { varnishDialect } from './varnish/index.js'

export type {
  Configuration,
  ConfiguredUpstream,
  Dialect,
  Files,
  Listener,
  Need,
  Place,
  Protocol,
  Role,
  Route,
  Setting
} from './configuration.js'
export { machineFiles } from './files.js'

/** Every product whose configurations can be read, in the order in which they are tried. */
export const DIALECTS: readonly Dialect[] = [nginxDialect, haproxyDialect, apacheDialect, caddyDialect, varnishDialect]

/** The fast clock of each product that does not notice the one that is loaded before it. */
export const SCALED_CLOCKS: Readonly<Record<string, ScaledClock>> = { caddy: caddyClock }

/** The product that a file or folder is written for. */
export function dialectOf(path: string, files: Files, product?: string): Dialect {
  const dialect =
    product === undefined ? DIALECTS.find(each => each.recognises(path, files) !== undefined) : dialectNamed(product)
  if (dialect !== undefined) return dialect
  throw new Trouble(
    'bad-config',
    `${path} is not understood: expected a configuration of ${DIALECTS.map(({ title }) => title).join(', ')}`,
    'Say with --product what it is for.'
  )
}

function dialectNamed(product: string): Dialect {
  const dialect = DIALECTS.find(each => each.product === product)
  if (dialect !== undefined) return dialect
  const names = DIALECTS.map(each => each.product)
  const near = nearest(product, names)
  const next = near === undefined ? `Those that can be checked are: ${names.join(', ')}.` : `Did you mean ${near}?`
  throw new Trouble('usage', `no configuration of ${product} can be read`, next)
}
