/** ASN.1 in its distinguished encoding: so much of it as a certificate needs. */
export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  nothing: 0x05,
  identifier: 0x06,
  text: 0x0c,
  shortTime: 0x17,
  longTime: 0x18,
  sequence: 0x30,
  set: 0x31
} as const

/** One value: its tag, its length, its content. */
export function der(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const whole = Buffer.concat(content)
  return Buffer.concat([Buffer.of(tag, ...lengthOf(whole.length)), whole])
}

/** Values in their order. */
export function sequence(...values: readonly Uint8Array[]): Buffer {
  return der(TAG.sequence, ...values)
}

/** A whole number that is not negative. */
export function integer(value: bigint): Buffer {
  const hex = value.toString(16)
  const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex')
  // A first bit that is set would say that it is negative.
  return (bytes[0] as number) < 128 ? der(TAG.integer, bytes) : der(TAG.integer, Buffer.of(0), bytes)
}

/** An object identifier, as in 2.5.29.17. */
export function identifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...others] = dotted.split('.').map(Number)
  return der(TAG.identifier, Buffer.from([first * 40 + second, ...others].flatMap(base128)))
}

/** Whole bytes as a string of bits. */
export function bits(bytes: Uint8Array): Buffer {
  return der(TAG.bits, Buffer.of(0), bytes)
}

/** A moment, in the form that certificates want: two digits of the year until 2049. */
export function moment(date: Date): Buffer {
  const digits = `${date.toISOString().replace(/\.\d+|[-:T]/g, '')}`
  const isShort = date.getUTCFullYear() < 2050
  return isShort ? der(TAG.shortTime, Buffer.from(digits.slice(2))) : der(TAG.longTime, Buffer.from(digits))
}

/** What programs read: the bytes in base64, between two lines that say what they are. */
export function pem(label: string, bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`
}

function lengthOf(length: number): number[] {
  if (length < 128) return [length]
  const bytes: number[] = []
  for (let left = length; left > 0; left >>= 8) bytes.unshift(left & 255)
  return [128 + bytes.length, ...bytes]
}

function base128(value: number): number[] {
  const digits = [value & 127]
  for (let left = value >> 7; left > 0; left >>= 7) digits.unshift((left & 127) | 128)
  return digits
}
