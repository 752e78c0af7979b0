import { readFileSync } from 'node:fs'

/** A place at which somebody listens. */
export interface Listening {
  readonly host: string
  readonly port: number
  /** On all addresses. */
  readonly everywhere: boolean
}

const LISTENS = '0A'
const ANY = /^0+$/

/** Every place in this network at which somebody listens. */
export function listening(): Listening[] {
  return ['/proc/net/tcp', '/proc/net/tcp6'].flatMap(file =>
    readFileSync(file, 'latin1')
      .split('\n')
      .slice(1)
      .flatMap(row => {
        const [, local = '', , state] = row.trim().split(/\s+/)
        const [address = '', port = '0'] = local.split(':')
        if (state !== LISTENS) return []
        return [{ host: hostOf(address), port: Number.parseInt(port, 16), everywhere: ANY.test(address) }]
      })
  )
}

/** Words of 32 bits, each with its last byte first. */
function hostOf(address: string): string {
  const words = address.match(/.{8}/g) ?? []
  const bytes = words.flatMap(word => (word.match(/../g) ?? []).reverse().map(byte => Number.parseInt(byte, 16)))
  if (bytes.length === 4) return bytes.join('.')
  return bytes.slice(0, -1).every(byte => byte === 0) && bytes.at(-1) === 1 ? '::1' : bytes.join('.')
}
