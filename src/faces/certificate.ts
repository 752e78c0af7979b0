import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { isIP } from 'node:net'
import { addressBytes } from './address-bytes.js'
import { bits, der, identifier, integer, moment, pem, sequence, TAG } from './der.js'

/** A certificate and its key, in PEM. */
export interface Certificate {
  readonly cert: string
  readonly key: string
}

const DAY = 86_400_000
const SHA256_WITH = { ecdsa: '1.2.840.10045.4.3.2', rsa: '1.2.840.113549.1.1.11' } as const

/**
 * A certificate for names and addresses that signs itself, so that it is its own authority; good from yesterday until in ten years.
 * RSA is for those whose configuration allows no other ciphers, and takes longer to make.
 */
export function makeCertificate(names: readonly string[], kind: 'ecdsa' | 'rsa' = 'ecdsa'): Certificate {
  const { publicKey, privateKey } = keyPair(kind)
  const algorithm = algorithmOf(kind)
  const statement = statementOf(names, publicKey, algorithm)
  const signature = bits(sign('sha256', statement, privateKey))
  return {
    cert: pem('CERTIFICATE', sequence(statement, algorithm, signature)),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  }
}

function keyPair(kind: 'ecdsa' | 'rsa'): { publicKey: KeyObject; privateKey: KeyObject } {
  return kind === 'rsa'
    ? generateKeyPairSync('rsa', { modulusLength: 2048 })
    : generateKeyPairSync('ec', { namedCurve: 'P-256' })
}

function algorithmOf(kind: 'ecdsa' | 'rsa'): Buffer {
  const parameters = kind === 'rsa' ? [der(TAG.nothing)] : []
  return sequence(identifier(SHA256_WITH[kind]), ...parameters)
}

/** What the certificate says, before it is signed (RFC 5280 section 4.1). */
function statementOf(names: readonly string[], publicKey: KeyObject, algorithm: Buffer): Buffer {
  const self = nameOf(names[0] ?? 'gatecrash')
  return sequence(
    der(0xa0, integer(2n)),
    integer(BigInt(`0x${randomBytes(16).toString('hex')}`)),
    algorithm,
    self,
    sequence(moment(new Date(Date.now() - DAY)), moment(new Date(Date.now() + 3652 * DAY))),
    self,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensionsFor(names)))
  )
}

/** A common name may be 64 characters long, and no more. */
function nameOf(commonName: string): Buffer {
  const text = der(TAG.text, Buffer.from(commonName.slice(0, 64)))
  return sequence(der(TAG.set, sequence(identifier('2.5.4.3'), text)))
}

function extensionsFor(names: readonly string[]): Buffer[] {
  const isAuthority = extension('2.5.29.19', sequence(der(TAG.boolean, Buffer.of(255))), 'critical')
  return names.length === 0
    ? [isAuthority]
    : [isAuthority, extension('2.5.29.17', sequence(...names.flatMap(alternatives)))]
}

function extension(id: string, value: Buffer, critical?: 'critical'): Buffer {
  const flag = critical === undefined ? [] : [der(TAG.boolean, Buffer.of(255))]
  return sequence(identifier(id), ...flag, der(TAG.octets, value))
}

/** Apache looks for an address among the names. */
function alternatives(name: string): Buffer[] {
  const asName = der(0x82, Buffer.from(name))
  return isIP(name) === 0 ? [asName] : [asName, der(0x87, addressBytes(name))]
}
