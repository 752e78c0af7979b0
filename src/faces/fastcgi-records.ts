/** The kinds of record of FastCGI 1.0 that a responder meets. */
export const RECORD = {
  begin: 1,
  abort: 2,
  end: 3,
  params: 4,
  stdin: 5,
  stdout: 6,
  getValues: 9,
  getValuesResult: 10,
  unknownType: 11
} as const

/** One record: its kind, the request that it belongs to, its content. */
export interface FastcgiRecord {
  readonly type: number
  readonly id: number
  readonly content: Buffer
}

const LARGEST = 65_535

/** Cuts records out of bytes as they come. */
export class RecordReader {
  #bytes = Buffer.alloc(0)

  /** The records that are whole now; undefined when it is no FastCGI. */
  take(bytes: Buffer): FastcgiRecord[] | undefined {
    this.#bytes = Buffer.concat([this.#bytes, bytes])
    const records: FastcgiRecord[] = []
    while (this.#bytes.length > 0) {
      if (this.#bytes[0] !== 1) return undefined
      const length = this.#bytes.length < 8 ? 8 : 8 + this.#bytes.readUInt16BE(4) + this.#bytes.readUInt8(6)
      if (this.#bytes.length < length) break
      records.push(readRecord(this.#bytes))
      this.#bytes = this.#bytes.subarray(length)
    }
    return records
  }
}

function readRecord(bytes: Buffer): FastcgiRecord {
  return {
    type: bytes.readUInt8(1),
    id: bytes.readUInt16BE(2),
    content: bytes.subarray(8, 8 + bytes.readUInt16BE(4))
  }
}

/** One record as it goes out. */
export function record(type: number, id: number, content: Uint8Array = Buffer.alloc(0)): Buffer {
  const head = Buffer.of(1, type, 0, 0, 0, 0, 0, 0)
  head.writeUInt16BE(id, 2)
  head.writeUInt16BE(content.length, 4)
  return Buffer.concat([head, content])
}

/** Output in as many records as it takes; an empty one would end it, so that none is none. */
export function output(id: number, content: Buffer): Buffer {
  const records: Buffer[] = []
  for (let at = 0; at < content.length; at += LARGEST) {
    records.push(record(RECORD.stdout, id, content.subarray(at, at + LARGEST)))
  }
  return Buffer.concat(records)
}

/** Names and values, each with its length in front. */
export function readPairs(bytes: Buffer): Map<string, string> {
  const pairs = new Map<string, string>()
  let at = 0
  const length = (): number => {
    const first = bytes[at++] ?? 0
    if (first < 128) return first
    at += 3
    return at <= bytes.length ? bytes.readUInt32BE(at - 4) & 0x7fff_ffff : 0
  }
  const text = (size: number): string => {
    at += size
    return bytes.toString('latin1', at - size, at)
  }
  while (at < bytes.length) {
    const [name, value] = [length(), length()]
    pairs.set(text(name), text(value))
  }
  return pairs
}

/** Names and values that are short. */
export function writePairs(pairs: readonly (readonly [string, string])[]): Buffer {
  return Buffer.concat(
    pairs.map(([name, value]) => Buffer.from(`${String.fromCharCode(name.length, value.length)}${name}${value}`))
  )
}
