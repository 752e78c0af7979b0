import { rm } from 'node:fs/promises'
import { type Belonging, janitor } from './janitor.js'

/** Files that a program leaves outside of its folder: disposing of them removes them, and so does the end of this process. */
export function leftBehind(paths: readonly string[]): AsyncDisposable {
  const belongings = paths.map((path): Belonging => ({ kind: 'folder', path }))
  for (const each of belongings) janitor.watch(each)
  return {
    async [Symbol.asyncDispose]() {
      for (const path of paths) await rm(path, { force: true })
      for (const each of belongings) janitor.forget(each)
    }
  }
}
