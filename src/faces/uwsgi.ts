import { oneRequest, type ReadVariables } from './one-request.js'

/** The protocol of uWSGI: the variables with their lengths before them, the answer in HTTP as it is but for chunks, which it does not know. */
export const uwsgi = oneRequest(readBlock, 'as it is')

/** The kind of a request; others are for the server itself. */
const REQUEST = 0

function readBlock(bytes: Buffer): ReturnType<ReadVariables> {
  if (bytes.length > 0 && bytes[0] !== REQUEST) return 'wrong'
  const end = bytes.length < 4 ? 4 : 4 + bytes.readUInt16LE(1)
  if (bytes.length < end) return undefined
  const texts = textsIn(bytes.subarray(4, end))
  if (texts === undefined || texts.length % 2 === 1) return 'wrong'
  const pairs = texts.flatMap((name, at) => (at % 2 === 0 ? [[name, texts[at + 1] ?? ''] as const] : []))
  return { variables: new Map(pairs), rest: bytes.subarray(end) }
}

function textsIn(block: Buffer): string[] | undefined {
  const texts: string[] = []
  for (let at = 0; at < block.length; ) {
    const end = at + 2 > block.length ? Number.POSITIVE_INFINITY : at + 2 + block.readUInt16LE(at)
    if (end > block.length) return undefined
    texts.push(block.toString('latin1', at + 2, end))
    at = end
  }
  return texts
}
