import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import { Trouble } from '../core/errors.js'
import { findProgram } from './program.js'

const ENGINES = ['docker', 'podman']
/** A first start may have to fetch the image. */
const PATIENCE = 300_000

/** A container image and the engine that runs it. */
export interface Container {
  readonly engine: string
  readonly image: string
}

/** The image that is meant by image:nginx:1.27; undefined for a path. */
export function imageIn(place: string | undefined): string | undefined {
  return place?.startsWith('image:') ? place.slice('image:'.length) : undefined
}

/** The engine of this machine; without one it is a Trouble. */
export async function engineFor(image: string): Promise<Container> {
  for (const name of ENGINES) {
    const engine = await findProgram(name)
    if (engine !== undefined) return { engine, image }
  }
  throw new Trouble('program-missing', `image ${image} needs a container engine: ${ENGINES.join(' or ')}`)
}

/** Both outputs of a program in a container; rejects with what the engine said. */
export async function outputInContainer(
  { engine, image }: Container,
  program: string,
  args: readonly string[]
): Promise<string> {
  const run = ['run', '--rm', '--network', 'none', '--entrypoint', program, image, ...args]
  const { stdout, stderr } = await promisify(execFile)(engine, run, { timeout: PATIENCE })
  return stdout + stderr
}

/** A program in a container, as a command: it shares the network and the folder with us, and its end is that of the command. */
export function inContainer(
  { engine, image }: Container,
  program: string,
  folder: string,
  environment: Readonly<Record<string, string>> = {}
) {
  const name = `gatecrash-${randomBytes(6).toString('hex')}`
  const user = `${process.getuid?.() ?? 0}:${process.getgid?.() ?? 0}`
  const settings = Object.entries(environment).flatMap(([key, value]) => ['--env', `${key}=${value}`])
  const own = ['run', '--rm', '--init', '--name', name, '--network', 'host', '--user', user]
  const place = ['--volume', `${folder}:${folder}`, '--workdir', folder]
  return {
    program: engine,
    args: (args: readonly string[]) => [...own, ...place, ...settings, '--entrypoint', program, image, ...args],
    /** A command that was killed leaves its container. */
    end: () =>
      promisify(execFile)(engine, ['rm', '--force', name]).then(
        () => undefined,
        () => undefined
      )
  }
}
