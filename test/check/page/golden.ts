import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'

const FOLDER = new URL('../../../../test/check/page/golden/', import.meta.url)

/** What a golden file says. With UPDATE_GOLDEN=1 in the environment the file is written anew first: look at it before it is committed. */
export function golden(name: string, text: string): string {
  const file = new URL(name, FOLDER)
  if (process.env.UPDATE_GOLDEN === '1') {
    mkdirSync(FOLDER, { recursive: true })
    writeFileSync(file, text)
  }
  return readFileSync(file, 'utf8')
}
