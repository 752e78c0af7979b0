import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { temporaryFolder, type WatchedProcess, watchedProcess } from '../surroundings/index.js'
import { FollowedFile } from './followed-file.js'
import type { Lines } from './lines.js'

/** What a program needs to run in a folder of its own. */
export interface Recipe {
  readonly program: string
  /** How the folder is called in its path. */
  readonly name: string
  readonly args: (folder: string) => readonly string[]
  /** Names and contents of the files that it finds there. */
  readonly files: Readonly<Record<string, string>>
  /** The file that it logs to, there. */
  readonly log: string
}

/** A program that runs in a temporary folder; process and folder vanish together. */
export interface ProgramInFolder extends AsyncDisposable {
  readonly process: WatchedProcess
  readonly log: Lines
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
    for (const [name, text] of Object.entries(recipe.files)) await writeFile(join(folder.path, name), text)
    const file = new FollowedFile(join(folder.path, recipe.log))
    started.push(file)
    const process = await watchedProcess(recipe.program, recipe.args(folder.path), { cwd: folder.path })
    started.push(process)
    void process.exited.then(() => file.end())
    return { process, log: file.lines, [Symbol.asyncDispose]: end }
  } catch (error) {
    await end()
    throw error
  }
}

async function dispose(one: AsyncDisposable | Disposable): Promise<void> {
  if (Symbol.asyncDispose in one) await one[Symbol.asyncDispose]()
  else one[Symbol.dispose]()
}
