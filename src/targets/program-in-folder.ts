import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import {
  findUnprivileged,
  leftBehind,
  temporaryFolder,
  type WatchedProcess,
  watchedProcess
} from '../surroundings/index.js'
import { type Container, inContainer } from './container.js'
import { FollowedFile } from './followed-file.js'
import { Lines } from './lines.js'
import type { Companion } from './product.js'

/** What a program needs to run in a folder of its own. */
export interface Recipe {
  readonly program: string
  /** How the folder is called in its path. */
  readonly name: string
  readonly args: (folder: string) => readonly string[]
  /** Names and contents of the files that it finds there; a name that ends in / is a folder. */
  readonly files: (folder: string) => Readonly<Record<string, string>>
  readonly environment?: ((folder: string) => Readonly<Record<string, string>>) | undefined
  /** The file that it logs to, there; `output` for its standard outputs. */
  readonly log: string
  readonly stopSignal?: NodeJS.Signals | undefined
  readonly refusesRoot?: boolean | undefined
  /** Files that it makes elsewhere. */
  readonly leaves?: ((folder: string) => readonly string[]) | undefined
  /** The image in which the program is, when it is not on this machine. */
  readonly container?: Container | undefined
  /** Programs that run there as well, each with its arguments; what they write to their outputs is part of the log. */
  readonly beside?: ((folder: string) => readonly Companion[]) | undefined
}

/** A program that runs in a temporary folder; process and folder vanish together. */
export interface ProgramInFolder extends AsyncDisposable {
  readonly process: WatchedProcess
  readonly log: Lines
  /** The first of its files: its configuration. */
  readonly configuration: string
}

/** Starts a program in a new temporary folder. A start that fails half-way leaves nothing. */
export async function programInFolder(recipe: Recipe): Promise<ProgramInFolder> {
  const started: (AsyncDisposable | Disposable)[] = []
  const end = async () => {
    for (const one of started.splice(0).reverse()) await dispose(one)
  }
  try {
    const folder = await temporaryFolder(recipe.name)
    started.push(folder)
    const files = Object.entries(recipe.files(folder.path))
    for (const [name, text] of files) await writeIn(folder.path, name, text)
    const file = recipe.log === 'output' ? undefined : new FollowedFile(join(folder.path, recipe.log))
    if (file !== undefined) started.push(file)
    started.push(leftBehind(recipe.leaves?.(folder.path) ?? []))
    const process = await processOf(recipe, folder.path, started)
    started.push(process)
    const log = file === undefined ? new Lines() : file.lines
    if (file === undefined) follow(process, log)
    for (const [program, ...args] of recipe.beside?.(folder.path) ?? []) {
      const companion = await watchedProcess(program, args, { cwd: folder.path })
      started.push(companion)
      follow(companion, log)
    }
    void process.exited.then(() => (file === undefined ? log.end() : file.end()))
    return { process, log, configuration: files[0]?.[1] ?? '', [Symbol.asyncDispose]: end }
  } catch (error) {
    await end()
    throw error
  }
}

async function processOf(
  { program, args, environment, stopSignal, container, refusesRoot }: Recipe,
  folder: string,
  started: (AsyncDisposable | Disposable)[]
): Promise<WatchedProcess> {
  const settings = environment?.(folder)
  const options = { cwd: folder, ...(stopSignal !== undefined && { stopSignal }) }
  if (container === undefined) {
    const { prefix, user } = refusesRoot === true ? await findUnprivileged(folder) : { prefix: [], user: undefined }
    const [command = program, ...rest] = [...prefix, program, ...args(folder)]
    return watchedProcess(command, rest, {
      ...options,
      ...(user !== undefined && { user }),
      ...(settings && { env: { ...process.env, ...settings } })
    })
  }
  const command = inContainer(container, program, folder, settings)
  started.push({ [Symbol.asyncDispose]: command.end })
  return watchedProcess(command.program, command.args(args(folder)), options)
}

async function writeIn(folder: string, name: string, text: string): Promise<void> {
  const path = join(folder, name)
  if (name.endsWith('/')) return void (await mkdir(path, { recursive: true }))
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
}

function follow({ stdout, stderr }: WatchedProcess, log: Lines): void {
  for (const stream of [stdout, stderr]) stream.on('data', (text: string) => log.add(text, stream))
}

async function dispose(one: AsyncDisposable | Disposable): Promise<void> {
  if (Symbol.asyncDispose in one) await one[Symbol.asyncDispose]()
  else one[Symbol.dispose]()
}
