import { type Line, line } from '../../report/layout/line.js'
import type { Severity } from '../findings/index.js'
import type { Paper } from './paper.js'

/** The tone in which a severity is told. */
export const TONES = { danger: 'bad', warning: 'warn', note: 'plain' } as const

/** The sign before what is that severe. */
export function signOf(severity: Severity | undefined, { signs }: Paper): Line {
  if (severity === 'danger') return line(signs.broken, TONES.danger)
  return severity === 'warning' ? line('!', TONES.warning) : []
}
