import type { Command } from '../command.js'
import { check } from './check.js'
import { diff } from './diff.js'
import { doctor } from './doctor.js'
import { explain } from './explain.js'
import { gateway } from './gateway.js'
import { matrix } from './matrix.js'
import { newScenario } from './new.js'
import { run } from './run.js'
import { schema } from './schema.js'
import { serve } from './serve.js'
import { targets } from './targets.js'
import { timers } from './timers.js'
import { upstream } from './upstream.js'
import { validate } from './validate.js'

/** Every command, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  run,
  check,
  diff,
  matrix,
  serve,
  targets,
  timers,
  explain,
  gateway,
  newScenario,
  upstream,
  validate,
  doctor,
  schema
]
