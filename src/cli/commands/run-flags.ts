import { type Prediction, readPrediction } from '../../report/index.js'
import type { Flag } from '../flags.js'
import { LIMIT_FLAGS, SPEED_FLAG, TARGET_FLAG, wholeFlag } from '../values.js'

/** So many runs side by side. More at once would measure the machine: setting a run up blocks the others for some milliseconds. */
export const PARALLEL = 12

const predict = {
  name: 'predict',
  value: 'ANSWERS',
  optional: true,
  says: 'Asks first what will happen, and compares: status, after how long, work done, retry.',
  expected: 'answers such as 504,1s,yes,later',
  parse: readPrediction
} as const satisfies Flag<Prediction>

/** The options of `gatecrash run`, in the order of its help. */
export const RUN_FLAGS = [
  { name: 'remedy', value: 'NAME', says: 'Plays a remedy of the scenario instead of the failure.' },
  TARGET_FLAG,
  { name: 'all', says: 'Runs every scenario.' },
  SPEED_FLAG,
  wholeFlag('repeat', 'Runs each N times, and counts how many verdicts were the same.', 1, 100_000),
  wholeFlag('parallel', 'Runs so many side by side.', 1, 256),
  ...LIMIT_FLAGS,
  { name: 'verbose', says: 'Shows the bytes on both sides of the gateway, and when they came; a page for each run.' },
  { name: 'any', says: 'Runs some scenario or other, for guessing games; --seed says which one again.' },
  wholeFlag('seed', 'Which one --any takes; six digits are one scenario for good.', 0, 999_999),
  predict,
  { name: 'evidence', says: 'Shows what one would have in production, without name and lesson.' },
  { name: 'watch', says: 'Runs again whenever a scenario file changes; Ctrl-C ends it.' },
  { name: 'json', says: 'Writes the stream of events, one JSON object a line.' },
  { name: 'strict', says: 'Takes a skipped run for a failure, as CI does.' }
] as const
