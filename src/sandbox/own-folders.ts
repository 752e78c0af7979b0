import { existsSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The folders without which this program cannot run in a private root: its own, that of what it is made with, and that of Node. */
export function ownFolders(): readonly string[] {
  return [projectFolder(realpathSync(import.meta.dirname)), dirname(realpathSync(process.execPath))]
}

/** Where it was installed, what it depends on may lie beside it: in the outermost node_modules. */
function projectFolder(start: string): string {
  const installed = start.indexOf('/node_modules/')
  return installed > 0 ? join(start.slice(0, installed), 'node_modules') : packageAbove(start)
}

function packageAbove(folder: string): string {
  const above = dirname(folder)
  return above === folder || existsSync(join(folder, 'package.json')) ? folder : packageAbove(above)
}
