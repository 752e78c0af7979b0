import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { Trouble } from '../core/errors.js'
import type { Place } from '../core/shape/index.js'
import { tellProblems } from './tell-problems.js'

/** The text of a scenario file, or a Trouble that says why it cannot be read. */
export async function readSource(file: string): Promise<string> {
  const bytes = await bytesOf(file)
  if (bytes.length > LARGEST)
    throw new Trouble('bad-scenario', `cannot read ${file}: it is larger than 4 MB`, 'Is it a scenario?')
  const text = bytes.toString('utf8')
  const at = text.indexOf(isUtf8(bytes) ? '\0' : '\uFFFD')
  if (at >= 0) throw notText(bytes, text, at, file)
  return text
}

const LARGEST = 4 * 1024 * 1024

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'you have no permission to',
  ENOTDIR: 'a part of its path is no folder'
}

/** Never more than what a scenario could be: a device would give bytes for ever. */
async function bytesOf(file: string): Promise<Buffer> {
  try {
    return await buffer(createReadStream(file, { end: LARGEST }))
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException
    const found = WORDS[code] ?? message
    throw new Trouble('bad-scenario', `cannot read ${file}: ${found}`, 'Name a scenario file (.yaml).', {
      cause: error
    })
  }
}

function notText(bytes: Buffer, text: string, at: number, file: string): Trouble {
  const lines = text.slice(0, at).split('\n')
  const place: Place = { line: lines.length, column: (lines.at(-1) ?? '').length + 1 }
  const utf16 = /^(fffe|feff)/.test(bytes.toString('hex', 0, 2))
  const byte = bytes[Buffer.byteLength(text.slice(0, at))] ?? 0
  const found = utf16 ? 'UTF-16' : `the byte 0x${byte.toString(16).padStart(2, '0')}`
  const told = tellProblems([{ place, expected: 'a text in UTF-8', found }], '', file)
  return new Trouble('bad-scenario', told, 'Save it as UTF-8.')
}
