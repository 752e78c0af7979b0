#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { Trouble } from '../core/errors.js'
import { nearest } from '../core/nearest.js'
import { EXIT } from './command.js'
import { COMMANDS } from './commands/index.js'
import { complaintOf } from './complaint.js'
import { commandHelp, programHelp } from './help.js'
import { endWhenNobodyReads, listenForInterrupts } from './interrupts.js'
import { type Terminal, terminalOf } from './terminal.js'

const terminal = terminalOf(process.stdout, process.stderr, process.env)
const interrupts = listenForInterrupts()
endWhenNobodyReads()
const code = await perform(process.argv.slice(2), terminal).catch(trouble)
// Not process.exit(): what was written must reach its reader first.
process.exitCode = interrupts.exitCode() ?? code
// Should anything still hold the event loop, it has had its time.
setTimeout(() => process.exit(), 5000).unref()

async function perform(typed: readonly string[], terminal: Terminal): Promise<number> {
  const [name, ...rest] = typed
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') return help(rest[0])
  if (name === '--version' || name === '-v') return say(`${version()}\n`)
  const command = COMMANDS.find(known => known.name === name)
  if (command === undefined) throw unknownCommand(name)
  if (rest.includes('--help') || rest.includes('-h')) return say(commandHelp(command))
  return command.perform(rest, { terminal, interrupted: interrupts.signal })
}

function help(name: string | undefined): number {
  const command = COMMANDS.find(known => known.name === name)
  if (name !== undefined && command === undefined) throw unknownCommand(name)
  return say(command === undefined ? programHelp(COMMANDS) : commandHelp(command))
}

function say(text: string): number {
  terminal.out.write(text)
  return EXIT.fine
}

function unknownCommand(name: string): Trouble {
  const near = nearest(
    name,
    COMMANDS.map(command => command.name)
  )
  const next = near === undefined ? 'See gatecrash --help.' : `Did you mean gatecrash ${near}?`
  return new Trouble('usage', `there is no command "${name}"`, next)
}

function trouble(error: unknown): number {
  if (error instanceof Trouble) {
    terminal.complain(complaintOf(error))
    return EXIT.trouble
  }
  const found = error instanceof Error ? (error.stack ?? error.message) : String(error)
  terminal.complain(`gatecrash: this is a fault of Gatecrash itself, please report it\n${found}\n`)
  return EXIT.trouble
}

function version(): string {
  const manifest = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')
  return (JSON.parse(manifest) as { version: string }).version
}
