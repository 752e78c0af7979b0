import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { LogEntry } from '../core/log-entry.js'

/** Of one file so many bytes are looked at. */
const MOST = 65_536

/** What is written into the files of a folder from some moment on. */
export class LogFolder {
  readonly #before = new Map<string, number>()

  constructor(private readonly folder: string) {}

  /** What stands there by now is of no interest. */
  begin(): void {
    for (const file of this.#files()) this.#before.set(file, sizeOf(file))
  }

  /** Every line that has come since, file by file. */
  entries(): LogEntry[] {
    return this.#files().flatMap(file => this.#linesOf(file).map(raw => ({ level: 'info', raw, message: raw })))
  }

  /** In a sandbox the standard outputs are files, for whoever opens them by name. */
  #files(): string[] {
    return [...filesIn(this.folder), '/dev/stdout', '/dev/stderr'].filter(file =>
      statSync(file, { throwIfNoEntry: false })?.isFile()
    )
  }

  #linesOf(file: string): string[] {
    const text = readFileSync(file).subarray(this.#before.get(file) ?? 0)
    return text
      .subarray(0, MOST)
      .toString('utf8')
      .split('\n')
      .filter(line => line.trim() !== '')
  }
}

function filesIn(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name))
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
