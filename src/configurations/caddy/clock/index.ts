import type { ScaledClock } from '../../configuration.js'
import { fastAndAlone } from './adapted.js'

/** Where Caddy keeps what it would keep in the home of its user. */
export const ADAPTED_HOME = '/tmp/caddy-home'
const AT = `${ADAPTED_HOME}/adapted.json`

/** Programs in Go do not notice a fast clock: the durations are made shorter instead. */
export const caddyClock: ScaledClock = {
  at: AT,
  args: ['run', '--config', AT],
  scaled: (adapted, speed, certify) => fastAndAlone(adapted, speed, ADAPTED_HOME, certify)
}
