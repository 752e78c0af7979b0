import type { CommandForm } from './report.js'

/** The command as typed in a clone of the repository. */
export const asNpmScript: CommandForm = (...words) => ['npm run -s scenario', ...separated(words)].join(' ')

/** The command as typed where the package is installed. */
export const asProgram: CommandForm = (...words) => ['npx gatecrash run', ...words].join(' ')

/** Any command of the program, as typed in a clone of the repository. */
export const anyAsNpmScript: CommandForm = (...words) => ['npm run -s gatecrash --', ...words].join(' ')

/** Any command of the program, as typed where the package is installed. */
export const anyAsProgram: CommandForm = (...words) => ['npx gatecrash', ...words].join(' ')

/** npm takes options for its own unless a -- stands before them. */
function separated(words: readonly string[]): string[] {
  const first = words.findIndex(word => word.startsWith('-'))
  return first < 0 ? [...words] : [...words.slice(0, first), '--', ...words.slice(first)]
}
