import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Trouble } from '../core/errors.js'
import { nearest } from '../core/nearest.js'
import { readScenario } from './read.js'
import type { Scenario } from './scenario.js'

const FOLDER = fileURLToPath(new URL('../../../scenarios/', import.meta.url))

/** Every scenario that comes with Gatecrash: the control first, then those that happen often, then by name. */
export async function allScenarios(): Promise<Scenario[]> {
  const scenarios = await Promise.all((await names()).map(name => readScenario(fileOf(name))))
  return scenarios.sort((a, b) => rank(a) - rank(b) || a.id.localeCompare(b.id))
}

/** The scenarios that names, globs (`stalled-*`) and file paths stand for, each once, in the order given. */
export async function scenariosNamed(words: readonly string[]): Promise<Scenario[]> {
  return Promise.all((await filesNamed(words)).map(readScenario))
}

/** Their files, each once, whether they can be read or not. */
export async function filesNamed(words: readonly string[]): Promise<string[]> {
  const known = await names()
  return [...new Set(words.flatMap(word => filesFor(word, known)))]
}

function filesFor(word: string, known: readonly string[]): string[] {
  if (word.includes('/') || /\.ya?ml$/.test(word)) return [word]
  const fitting = word.includes('*') ? known.filter(name => fits(name, word)) : known.filter(name => name === word)
  if (fitting.length > 0) return fitting.map(fileOf)
  const near = nearest(word, known)
  const next = near === undefined ? 'Without a name, all of them are listed.' : `Did you mean ${near}?`
  throw new Trouble('no-such-scenario', `there is no scenario "${word}"`, next)
}

function fits(name: string, glob: string): boolean {
  const parts = glob.split('*').map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`).test(name)
}

async function names(): Promise<string[]> {
  const files = await readdir(FOLDER)
  return files
    .filter(file => file.endsWith('.yaml'))
    .map(file => file.slice(0, -'.yaml'.length))
    .sort()
}

/** The word with which a person names a scenario: its name, or the path of a file of their own. */
export function wordFor({ id, file }: Scenario): string {
  return file === fileOf(id) ? id : file
}

function fileOf(name: string): string {
  return join(FOLDER, `${name}.yaml`)
}

function rank(scenario: Scenario): number {
  if (scenario.id === 'ok') return 0
  return scenario.common === true ? 1 : 2
}
