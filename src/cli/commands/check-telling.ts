import { appendFile } from 'node:fs/promises'
import {
  cellsTable,
  checkPage,
  githubAnnotations,
  jobSummary,
  jsonResult,
  junitReport,
  type Outcome,
  tapReport
} from '../../check/index.js'
import { writeWhole } from '../../surroundings/index.js'
import type { Options } from '../flags.js'
import type { Terminal } from '../terminal.js'
import type { CHECK_FLAGS } from './check-flags.js'

/** Tells what a check has come to, in every form that was asked for. */
export async function tellOutcome(
  { result, idle }: Outcome,
  options: Options<typeof CHECK_FLAGS>,
  { out, complain }: Terminal
): Promise<void> {
  if (options.junit !== undefined) await writeWhole(options.junit, junitReport(result))
  for (const { written, place } of idle)
    complain(`gatecrash: line ${place.line}: "${written}" is about nothing that was played\n`)
  if (options.json) return out.write(jsonResult(result))
  if (options.tap) return out.write(tapReport(result))
  out.write(checkPage(result, out))
  if (options.verbose) out.write(`\n${cellsTable(result, out)}`)
  if (options.github) await tellGithub(result, out.write)
}

async function tellGithub(result: Outcome['result'], write: (text: string) => void): Promise<void> {
  write(githubAnnotations(result, process.env.GITHUB_WORKSPACE ?? process.cwd()))
  const summary = process.env.GITHUB_STEP_SUMMARY
  if (summary !== undefined && summary !== '') await appendFile(summary, jobSummary(result))
}
