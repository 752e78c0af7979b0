import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import type { Start } from '../configurations/configuration.js'
import { SCALED_CLOCKS } from '../configurations/index.js'
import { Trouble } from '../core/errors.js'
import { makeCertificate } from '../faces/index.js'
import { WITHOUT_MOUNTING } from '../sandbox/index.js'
import type { Layout } from './given-target.js'

const run = promisify(execFile)
/** Larger than anything that is made of a configuration of at most 4 MB. */
const LARGEST = 64 * 1024 * 1024

/** A start on what the program makes of its configuration itself, with shorter durations in it. */
export async function adaptedStart({ configuration, program }: Layout, speed: number): Promise<Start> {
  const { start, product } = configuration
  const clock = SCALED_CLOCKS[product]
  if (clock === undefined) throw new Error(`nobody knows the durations of ${product}`)
  const adapted = await printed(program, start.check, { ...process.env, ...start.environment })
  const certify = (names: readonly string[]) => makeCertificate(['localhost', ...names])
  await mkdir(dirname(clock.at), { recursive: true })
  await writeFile(clock.at, clock.scaled(adapted, speed, certify))
  return { ...start, args: clock.args }
}

async function printed(program: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  const [command, ...rest] = [...WITHOUT_MOUNTING, program, ...args]
  try {
    return (await run(command, rest, { env, cwd: '/', maxBuffer: LARGEST })).stdout
  } catch (error) {
    const { stderr = '', message } = error as Error & { stderr?: string }
    const said = stderr.trim().split('\n').at(-1) || message
    throw new Trouble('start-failed', `${program} ${args[0] ?? ''} failed: ${said}`)
  }
}
