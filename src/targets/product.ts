import type { Finding } from '../core/finding.js'
import type { Limits } from '../core/limits.js'
import type { LogEntry } from '../core/log-entry.js'
import type { Found, GatewayPlan, Missing } from '../core/target.js'
import type { Said } from './said.js'
import type { Sayable, Sayings } from './words.js'

/** Where one run of a program takes place. */
export interface Setup {
  readonly plan: GatewayPlan
  /** The port on which it is to listen, at the host of the plan. */
  readonly port: number
  /** A new folder of its own; it writes nothing anywhere else. */
  readonly folder: string
  /** The program itself, as it was found. */
  readonly program: string
  readonly asRoot: boolean
}

/** A gateway that is a program, as data: everything in which one product differs from the next. */
export interface Product {
  /** As it is typed behind --target. */
  readonly name: string
  /** As it is called in a sentence. */
  readonly product: string
  /** What it may be called on PATH. */
  readonly programs: readonly string[]
  /** How it is looked for, where it is more than a program. */
  readonly find?: (place: string | undefined) => Promise<Found | Missing>
  /** How to get it, where the script of this project does not install it. */
  readonly install?: string
  readonly version: { readonly args: readonly string[]; readonly pattern: RegExp }
  /** By how many real milliseconds its timers may fire early. */
  readonly clockGrain: number
  /** By how many real milliseconds its timers may fire late by themselves; 0 when left out. */
  readonly clockLag?: number
  /** The limits that it has words for; a run goes on without the others. */
  readonly limits: readonly (keyof Limits)[]
  /** The words of a scenario that it has something for. */
  readonly says: Sayings
  readonly can?: Sayable
  /** What it finds in its folder, by name: its configuration first. */
  files(setup: Setup): Readonly<Record<string, string>>
  /** The command that stays in the foreground, without the program. */
  args(setup: Setup): readonly string[]
  readonly environment?: (setup: Setup) => Readonly<Record<string, string>>
  /** The one file, in its folder, that it logs to; `output` when it logs to its standard outputs. */
  readonly log: string
  /**
   * A line of its log with which it has its port: not earlier may the port be asked, when somebody else could have it meanwhile. Or all that
   * must stand there before it may be asked.
   */
  readonly listens?: RegExp | ((lines: readonly string[], plan: GatewayPlan) => boolean)
  /**
   * How one learns that it is up: it takes connections; or it answers by itself, and without a line in its log, to the host READY_NAME, which
   * shows that the process which will answer is there as well.
   */
  readonly ready: 'connects' | 'answers'
  /** Programs that write its log to their outputs, for one that does not itself, each with its arguments. */
  readonly beside?: (setup: Setup) => readonly Companion[]
  /** The line that its answer to READY_NAME leaves all the same: from then on its log is heard. */
  readonly heard?: RegExp
  /** What a line of its log says; undefined for a line that is about nothing. */
  read(line: string): Said | undefined
  /** A line with which all is told of a request, where its entry can be read before that. */
  ends?(line: string): boolean
  /** Reads the whole log, where the lines cannot be read one by one. */
  entries?(lines: readonly string[]): LogEntry[]
  /** Its log as an operator finds it: where, and which of the lines stand there. */
  readonly logFiles: readonly LogFile[]
  /** It does not run as root: where we are root, it gets another name. */
  readonly refusesRoot?: boolean
  /** Files that it makes outside of its folder, and does not remove when it is killed. */
  readonly leaves?: (setup: Setup) => readonly string[]
  /** The signal that ends it at once, and in order; SIGTERM when left out. */
  readonly stopSignal?: NodeJS.Signals
}

/** A log file in production. */
export interface LogFile {
  readonly path: string
  has(line: string): boolean
  /** The command that shows it, where it is no file to be read as it is. */
  readonly command?: string
}

/** A program that runs beside another one, and its arguments. */
export type Companion = readonly [program: string, ...args: string[]]

/** The host name under which a gateway answers by itself, and logs nothing. */
export const READY_NAME = 'ready.test'

/** The log files as an operator finds them. */
export function written(files: readonly LogFile[], lines: readonly string[]): Finding[] {
  return files.map(({ path, has, command = `tail ${path}` }) => ({
    where: 'gateway',
    command,
    output: lines.filter(has).join('\n')
  }))
}
