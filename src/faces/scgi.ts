import { oneRequest, type ReadVariables } from './one-request.js'

const COLON = 0x3a
const COMMA = 0x2c

/** SCGI: the variables in a netstring, the answer as a CGI program writes it. A script that dies looks like one that has ended, unless it told a length. */
export const scgi = oneRequest(readNetstring, 'as a field')

function readNetstring(bytes: Buffer): ReturnType<ReadVariables> {
  const length = /^\d{0,9}/.exec(bytes.toString('latin1', 0, 10))?.[0] ?? ''
  const begin = length.length + 1
  if (bytes.length < begin) return undefined
  const end = begin + Number(length)
  if (length === '' || bytes[begin - 1] !== COLON) return 'wrong'
  if (bytes.length <= end) return undefined
  const texts = bytes.toString('latin1', begin, end).split('\0')
  if (bytes[end] !== COMMA || texts.length % 2 === 0) return 'wrong'
  const pairs = texts.slice(0, -1).flatMap((name, at) => (at % 2 === 0 ? [[name, texts[at + 1] ?? ''] as const] : []))
  return { variables: new Map(pairs), rest: bytes.subarray(end + 1) }
}
