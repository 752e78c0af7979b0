import type { Planned } from '../core/events.js'
import type { CommandForm } from './report.js'

/** The command that plays the scenario of a run on the same target, with a remedy or as it fails. */
export function again({ scenario, target }: Planned, remedy: string | null, command: CommandForm): string {
  const options = remedy === null ? [] : ['--remedy', remedy]
  // The reference gateway is what a command means when it names no target.
  if (target.name !== 'reference') options.push('--target', target.name)
  return command(scenario.id, ...options)
}
