import t from 'tap'
import { PRODUCTS, targetNamed } from '../src/targets/index.js'
import { isAsRecorded } from './as-recorded.js'
import { whyMissing } from './needs.js'

t.setTimeout(600_000)

/** Those are played with all their remedies elsewhere. */
const ELSEWHERE = ['nginx', 'haproxy']
/** Debian has none of them: they are skipped where they are not, and that is no gap of an installation. */
const NOT_IN_DEBIAN = ['envoy', 'traefik']

for (const { name } of PRODUCTS.filter(product => !ELSEWHERE.includes(product.name))) {
  const missing = whyMissing(name)
  if (missing !== false && NOT_IN_DEBIAN.includes(name)) continue
  // Some count whole seconds, and cannot be made faster.
  t.test(`every scenario does on ${name} what is expected or recorded`, { skip: missing, timeout: 240_000 }, t =>
    isAsRecorded(t, targetNamed(name), { speed: 1, parallel: 6, remedies: false })
  )
}
