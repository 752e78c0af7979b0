import { accessSync, constants } from 'node:fs'
import { join } from 'node:path'
import { PRODUCTS } from '../src/targets/index.js'

/** False when a program, or that of a target, is on this machine; else why its tests are skipped, with the command that installs it. */
export function whyMissing(name: string): string | false {
  const folders = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/usr/local/sbin']
  const programs = PRODUCTS.find(product => product.name === name)?.programs ?? [name]
  const isHere = programs.some(program => folders.some(folder => isProgram(join(folder, program))))
  return isHere ? false : `${name} is not installed: tools/install-programs ${name}`
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
