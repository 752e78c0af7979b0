import { join } from 'node:path'
import type { Files } from '../configuration.js'

/** Comments may stand before it. */
const BEGINS = /^(?:\s+|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*vcl\s+\d+\.\d+\s*;/

/** Whether a file is written in VCL; of a folder, the file that is read first. */
export function recognise(path: string, files: Files): string | undefined {
  if (files.isFolder(path)) {
    const named = join(path, 'default.vcl')
    const others = files.glob(join(path, '*.vcl')).filter(each => isVcl(each, files))
    return files.exists(named) ? named : others.length === 1 ? others[0] : undefined
  }
  return path.endsWith('.vcl') || isVcl(path, files) ? path : undefined
}

function isVcl(path: string, files: Files): boolean {
  return BEGINS.test(files.read(path) ?? '')
}
