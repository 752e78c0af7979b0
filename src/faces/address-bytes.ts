import { isIPv4 } from 'node:net'

/** The four bytes of an IPv4 address, or the sixteen of an IPv6 one. */
export function addressBytes(address: string): Buffer {
  if (isIPv4(address)) return Buffer.from(address.split('.').map(Number))
  // A URL writes what is mixed (::ffff:10.0.0.1) in groups of hexadecimal digits alone.
  const plain = new URL(`http://[${address.replace(/%.*$/, '')}]`).hostname.slice(1, -1)
  const [left = '', right] = plain.split('::')
  const before = groupsOf(left)
  const after = groupsOf(right ?? '')
  const between = Array<number>(8 - before.length - after.length).fill(0)
  return Buffer.from([...before, ...between, ...after].flatMap(group => [group >> 8, group & 255]))
}

function groupsOf(text: string): number[] {
  return text === '' ? [] : text.split(':').map(group => Number.parseInt(group, 16))
}
