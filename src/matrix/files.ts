import { access, constants, mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Trouble } from '../core/errors.js'
import { writeWhole } from '../surroundings/index.js'
import { pageOf } from './page/index.js'
import { readResults } from './read-results.js'
import type { TargetResults } from './results.js'

/** The file in which the results of a target are kept. */
export function fileFor(folder: string, target: string): string {
  return join(folder, `${target}.json`)
}

/** Makes sure that results can be kept in a folder, before minutes are spent on them. */
export async function prepareFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true })
    await access(folder, constants.W_OK)
  } catch (error) {
    throw new Trouble('bad-config', `cannot write to ${folder}: ${(error as Error).message}`, NAME_ANOTHER)
  }
}

/** Writes the results of one target; until it is done, the file that was there before stands as it was. */
export async function writeResults(folder: string, results: TargetResults): Promise<void> {
  await writeWhole(fileFor(folder, results.target), `${JSON.stringify(results, null, 1)}\n`)
}

const NAME_ANOTHER = 'Name another folder with --results.'

/** All results in a folder, by the names of their targets; none when there is no such folder. What is no file of results is a Trouble. */
export async function resultsIn(folder: string, except: readonly string[] = []): Promise<TargetResults[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw new Trouble('bad-config', `cannot read ${folder}: ${error.message}`, NAME_ANOTHER)
  })
  const targets = names.filter(name => name.endsWith('.json') && !name.startsWith('.')).map(name => name.slice(0, -5))
  const wanted = targets.filter(target => !except.includes(target)).toSorted()
  return Promise.all(wanted.map(target => readOne(fileFor(folder, target))))
}

async function readOne(file: string): Promise<TargetResults> {
  return readResults(await readFile(file, 'utf8'), file)
}

/** Makes the page of all results that are in a folder, also of targets that were played another time; the result is its file. */
export async function writePage(folder: string, file = join(folder, 'index.html')): Promise<string> {
  const results = await resultsIn(folder)
  if (results.length === 0)
    throw new Trouble('usage', `there are no results in ${folder}`, 'gatecrash matrix makes some.')
  await writeWhole(file, pageOf(results))
  return file
}
