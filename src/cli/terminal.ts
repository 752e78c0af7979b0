import { anyAsNpmScript, anyAsProgram, asNpmScript, asProgram, type CommandForm, type Out } from '../report/index.js'

/** Where a command writes to: reports on standard output, complaints on standard error. */
export interface Terminal {
  readonly out: Out
  /** How a person would call any command of ours. */
  readonly call: CommandForm
  complain(text: string): void
}

type Stream = Pick<NodeJS.WriteStream, 'isTTY' | 'columns' | 'write'>

/** What the terminal around us can show: colour and progress only on one, and colour only as NO_COLOR and TERM allow. */
export function terminalOf(output: Stream, errors: Stream, env: NodeJS.ProcessEnv): Terminal {
  const interactive = output.isTTY === true && env.TERM !== 'dumb'
  const colour = interactive && (env.NO_COLOR ?? '') === ''
  const byNpm = ['scenario', 'gatecrash'].includes(env.npm_lifecycle_event ?? '')
  const out: Out = {
    write: text => void output.write(text),
    // A terminal that does not know its width says 0.
    columns: output.columns || 110,
    colour,
    interactive,
    unicode: speaksUnicode(env),
    // How a person would call us again: through the clone's scripts when npm ran that, else by our own name.
    command: byNpm ? asNpmScript : asProgram
  }
  return { out, call: byNpm ? anyAsNpmScript : anyAsProgram, complain: text => void errors.write(text) }
}

function speaksUnicode(env: NodeJS.ProcessEnv): boolean {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || ''
  return locale === '' || /utf-?8/i.test(locale)
}
