import { accessSync, constants } from 'node:fs'
import { join } from 'node:path'

/** False when a program is on this machine; else why its tests are skipped, with the command that installs it. */
export function whyMissing(program: string): string | false {
  const folders = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/usr/local/sbin']
  return folders.some(folder => isProgram(join(folder, program)))
    ? false
    : `${program} is not installed: tools/install-programs ${program}`
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
