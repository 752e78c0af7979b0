import type { Readable } from 'node:stream'
import { LONGEST } from './clean.js'

/** Gives the lines of a stream one by one; of a line without an end only its beginning is kept. */
export async function* linesOf(stream: Readable): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let begun = ''
  for await (const chunk of stream) {
    const text = typeof chunk === 'string' ? chunk : decoder.decode(chunk as Buffer, { stream: true })
    const parts = text.split(/\r?\n/)
    for (let at = 0; at < parts.length - 1; at++) {
      yield joined(begun, parts[at] as string)
      begun = ''
    }
    begun = joined(begun, parts.at(-1) as string)
  }
  if (begun !== '') yield begun
}

function joined(begun: string, more: string): string {
  return begun.length >= LONGEST ? begun : (begun + more).slice(0, LONGEST + 1)
}
