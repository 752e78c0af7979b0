import type { Command } from './command.js'
import type { Flag } from './flags.js'

/** The help of one command, made from its table. */
export function commandHelp(command: Command): string {
  const flags = command.flags.map(flag => [`--${flag.name}${valueText(flag)}`, flag.says] as const)
  return [
    `Usage: gatecrash ${command.name} ${command.usage}`.trimEnd(),
    '',
    command.says,
    ...(flags.length === 0 ? [] : ['', 'Options:', ...columns([...flags, ['--help', 'Shows this.']])]),
    '',
    'Examples:',
    ...columns(command.examples),
    ''
  ].join('\n')
}

function valueText({ value, optional }: Flag): string {
  if (value === undefined) return ''
  return optional ? `[=${value}]` : ` ${value}`
}

/** The help of the program. */
export function programHelp(commands: readonly Command[]): string {
  return [
    'Gatecrash crashes the upstream and watches the gateway: the same 502 or 504 every time, and why.',
    '',
    'Usage: gatecrash COMMAND [options]',
    '',
    'Commands:',
    ...columns(commands.map(command => [command.name, command.says.split('\n')[0] ?? ''])),
    '',
    'Options:',
    ...columns([
      ['--help', 'Shows this; behind a command, the help of that command.'],
      ['--version', 'Shows the version.']
    ]),
    '',
    'Examples:',
    ...columns(commands.flatMap(command => command.examples.slice(0, 1))),
    '',
    'Exit codes: 0 all is as expected (or as recorded for the target), 1 something failed, 2 wrong usage or broken testbed.',
    ''
  ].join('\n')
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.min(46, Math.max(...rows.map(([left]) => left.length)))
  return rows.map(([left, right]) =>
    left.length > width ? `  ${left}\n  ${' '.repeat(width)}  ${right}` : `  ${left.padEnd(width)}  ${right}`.trimEnd()
  )
}
