import { join } from 'node:path'
import type { Need, Place } from '../../configuration.js'
import type { SeenFiles } from '../seen-files.js'
import type { Line } from '../text/sections.js'

/** Where files are looked for: what is there already, from where a relative path counts, and the folders of certificates. */
export interface Ground {
  readonly files: SeenFiles
  readonly absolute: (path: string, file: string) => string
  readonly certificates?: string
  readonly authorities?: string
}

const CERTIFICATE_WORDS = ['crt', 'ca-file', 'ca-verify-file', 'crt-list'] as const

/** The certificates that bind and server lines name. HAProxy wants the key of one in the same file. */
export function certificatesOf(line: Line, ground: Ground): Need[] {
  return line.words.flatMap((word, index) => {
    const kind = CERTIFICATE_WORDS.find(each => each === word)
    const path = line.words[index + 1]
    if (kind === undefined || path === undefined || path.startsWith('@')) return []
    return certificate(kind, path, line.place, ground)
  })
}

function certificate(kind: string, path: string, place: Place, ground: Ground): Need[] {
  const base = kind.startsWith('ca-') ? ground.authorities : ground.certificates
  const whole = within(base, path, place, ground)
  if (kind === 'crt-list') return listed(whole, path, place, ground)
  if (kind === 'crt' && isFolder(path, whole, ground)) return inFolder(whole, place, ground)
  return [{ kind: 'certificate', path: whole, place }]
}

function within(base: string | undefined, path: string, place: Place, { absolute }: Ground): string {
  return base !== undefined && !path.startsWith('/')
    ? join(absolute(base, place.file), path)
    : absolute(path, place.file)
}

/** Without a folder to look at, a name without an ending is taken for one. */
function isFolder(path: string, whole: string, { files }: Ground): boolean {
  if (files.exists(whole)) return files.isFolder(whole)
  return path.endsWith('/') || !/\.\w+$/.test(path)
}

function inFolder(folder: string, place: Place, { files }: Ground): Need[] {
  if (files.glob(join(folder, '*')).length > 0) return []
  return [{ kind: 'certificate', path: join(folder, 'gatecrash.pem'), place }]
}

/** A list that is there names certificates; one that is not gets one of its own. */
function listed(whole: string, path: string, place: Place, ground: Ground): Need[] {
  const text = ground.files.read(whole)
  if (text === undefined) {
    const own = `${whole}.pem`
    return [
      { kind: 'file', path: whole, text: `${own}\n`, place },
      { kind: 'certificate', path: own, place }
    ]
  }
  return text.split('\n').flatMap((line, index) => {
    const [first = ''] = line.trim().split(/\s+/)
    if (first === '' || first.startsWith('#')) return []
    return certificate('crt', first, { file: path, line: index + 1 }, ground)
  })
}
