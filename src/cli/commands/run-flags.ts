import type { Flag } from '../flags.js'
import { LIMIT_FLAGS, wholeFlag } from '../values.js'

const speed = {
  name: 'speed',
  value: 'N',
  says: 'Makes every limit and wait pass N times faster.',
  expected: 'a number from 1 to 1000',
  parse: (text: string) => {
    const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN
    return value >= 1 && value <= 1000 ? value : undefined
  }
} as const satisfies Flag<number>

/** The options of `gatecrash run`, in the order of its help. */
export const RUN_FLAGS = [
  { name: 'remedy', value: 'NAME', says: 'Plays a remedy of the scenario instead of the failure.' },
  {
    name: 'target',
    value: 'NAME',
    says: 'The gateway under test: reference (ours) or nginx; nginx=/path/to/nginx takes that program.'
  },
  { name: 'all', says: 'Runs every scenario.' },
  speed,
  wholeFlag('repeat', 'Runs each N times, and counts how many verdicts were the same.', 1, 100_000),
  wholeFlag('parallel', 'Runs so many side by side.', 1, 256),
  ...LIMIT_FLAGS,
  { name: 'verbose', says: 'Shows the bytes on both sides of the gateway, and when they came; a page for each run.' },
  { name: 'json', says: 'Writes the stream of events, one JSON object a line.' },
  { name: 'strict', says: 'Takes a skipped run for a failure, as CI does.' }
] as const
