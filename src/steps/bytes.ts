import {
  type Complain,
  either,
  INVALID,
  type Invalid,
  type Located,
  list,
  may,
  object,
  pattern,
  type Read,
  type Shape,
  text,
  turned,
  whole
} from '../core/shape/index.js'

/** Exact bytes, so written that they can travel as JSON. */
export interface Bytes {
  readonly text: string
  readonly encoding: 'utf8' | 'hex'
  readonly times: number
}

const HEX = pattern(/^([0-9a-fA-F]{2}\s*)+$/, 'pairs of hexadecimal digits such as 00 ff 0d0a')

const FORMS = object('bytes: text, hex or lines', {
  text: may(text(), 'a text, sent as it stands'),
  hex: may(HEX, 'bytes as pairs of hexadecimal digits'),
  lines: may(list(text()), 'lines, each one ended by CRLF'),
  times: may(whole(1, 1_000_000), 'how many times it is sent in a row; once when left out')
})

/** Bytes as a scenario writes them: a text alone, or one of text, hex and lines. */
export const BYTES: Shape<Bytes> = either(
  turned(text('a text'), (value): Bytes => ({ text: value, encoding: 'utf8', times: 1 })),
  turned(FORMS, (forms, node, complain) => {
    const bytes = fromForms(forms, node, complain)
    if (bytes === INVALID || sizeOf(bytes) <= MOST) return bytes
    complain({ place: node.place, expected: 'at most 64MB in one step', found: `${sizeOf(bytes)} bytes` })
    return INVALID
  })
)

const MOST = 64 * 1024 * 1024

function sizeOf({ text, encoding, times }: Bytes): number {
  return Buffer.byteLength(text, encoding) * times
}

function fromForms(forms: Read<typeof FORMS>, node: Located, complain: Complain): Bytes | Invalid {
  const { text, hex, lines, times = 1 } = forms
  const written = Object.entries({ text, hex, lines }).filter(([, value]) => value !== undefined)
  if (written.length !== 1) {
    const found = written.length === 0 ? 'none of them' : written.map(([name]) => name).join(' and ')
    complain({ place: node.place, expected: 'one of text, hex, lines', found })
    return INVALID
  }
  if (hex !== undefined) return { text: hex.replaceAll(/\s/g, ''), encoding: 'hex', times }
  if (lines !== undefined) return { text: lines.map(line => `${line}\r\n`).join(''), encoding: 'utf8', times }
  return { text: text as string, encoding: 'utf8', times }
}

/** The very bytes that go out. */
export function bytesOf({ text, encoding, times }: Bytes): Buffer {
  const once = Buffer.from(text, encoding)
  return times === 1 ? once : Buffer.alloc(once.length * times, once)
}
