import { execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { connect, createServer } from 'node:tls'
import t from 'tap'
import { dhParameters, makeCertificate } from '../../src/faces/index.js'
import { whyMissing } from '../needs.js'

const skip = whyMissing('openssl')
const NAMES = ['shop.example.com', '*.example.com', '10.0.0.7', 'fd00::1:2', '::ffff:10.0.0.8']

function openssl(input: string, ...args: readonly string[]): string {
  return execFileSync('openssl', args, { input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'] })
}

for (const kind of ['ecdsa', 'rsa'] as const) {
  t.test(`OpenSSL reads and verifies a certificate with a key for ${kind}`, { skip }, async t => {
    const { cert, key } = makeCertificate(NAMES, kind)
    const text = openssl(cert, 'x509', '-text', '-noout')
    t.match(text, /Version: 3/)
    t.match(text, /Issuer: CN ?= ?shop\.example\.com\n/)
    t.match(text, /X509v3 Basic Constraints: critical\s+CA:TRUE/)
    t.match(text, 'DNS:shop.example.com, DNS:*.example.com, DNS:10.0.0.7, IP Address:10.0.0.7, DNS:fd00::1:2')
    t.match(text, 'IP Address:FD00:0:0:0:0:0:1:2')
    t.match(text, 'IP Address:0:0:0:0:0:FFFF:A00:8')
    t.match(text, kind === 'rsa' ? 'sha256WithRSAEncryption' : 'NIST CURVE: P-256')
    t.equal(openssl(key, 'pkey', '-pubout'), openssl(cert, 'x509', '-pubkey', '-noout'), 'the key belongs to it')
    const file = `${t.testdir({ 'own.pem': cert })}/own.pem`
    t.match(openssl('', 'verify', '-x509_strict', '-check_ss_sig', '-CAfile', file, file), ': OK')
  })
}

t.test('it is good from yesterday until in ten years', async t => {
  const certificate = new X509Certificate(makeCertificate(['a']).cert)
  const days = (date: string) => Math.round((Date.parse(date) - Date.now()) / 86_400_000)
  t.equal(days(certificate.validFrom), -1)
  t.equal(days(certificate.validTo), 3652)
  t.ok(certificate.verify(certificate.publicKey), 'it is signed with its own key')
  t.ok(certificate.ca)
})

for (const servername of ['shop.example.com', 'www.example.com']) {
  t.test(`a client that trusts it shakes hands for ${servername}`, async t => {
    const certificate = makeCertificate(NAMES)
    const server = createServer(certificate, socket => socket.end()).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const socket = connect({ host: '127.0.0.1', port, ca: certificate.cert, servername })
    await once(socket, 'secureConnect')
    t.ok(socket.authorized)
    socket.destroy()
    server.close()
  })
}

t.test('a certificate for nobody, and one for a long name, can be made', async t => {
  t.equal(new X509Certificate(makeCertificate([]).cert).subject, 'CN=gatecrash')
  const long = `${'a'.repeat(60)}.${'b'.repeat(60)}`
  t.equal(new X509Certificate(makeCertificate([long]).cert).subjectAltName, `DNS:${long}`)
})

t.test('the Diffie-Hellman parameters are those that OpenSSL knows as ffdhe2048', { skip }, async t => {
  const theirs = ['genpkey', '-genparam', '-algorithm', 'DH', '-pkeyopt', 'group:ffdhe2048']
  const prime = (text: string) => /(?:prime|P):\s+((?:[\da-f:]+\s+)+)/.exec(text)?.[1]?.replace(/\s/g, '')
  const ours = openssl(dhParameters(), 'pkeyparam', '-text', '-noout')
  t.match(ours, /DH Parameters: \(2048 bit\)/)
  t.match(ours, 'GROUP: ffdhe2048', 'it is known by its name')
  t.equal(prime(ours), prime(openssl(openssl('', ...theirs), 'pkeyparam', '-text', '-noout')))
})
