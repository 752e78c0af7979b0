import t from 'tap'
import { targetNamed } from '../src/targets/index.js'
import { isAsRecorded } from './as-recorded.js'
import { whyMissing } from './needs.js'

// On a machine with other work to do it takes minutes.
t.setTimeout(600_000)

/** Fast enough for a test, slow enough for a machine that has other tests to run as well. */
const SPEED = 2

for (const name of ['reference', 'nginx', 'haproxy']) {
  const skip = name === 'reference' ? false : whyMissing(name)
  t.test(
    `every scenario, every remedy and every trap does on ${name} what is expected or recorded`,
    { skip, timeout: 300_000 },
    t => isAsRecorded(t, targetNamed(name), { speed: SPEED, parallel: 3, remedies: true })
  )
}
