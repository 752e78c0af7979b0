import { isIP, type Socket } from 'node:net'
import { Duplex } from 'node:stream'
import { connect, type TLSSocket } from 'node:tls'
import type { Reader } from './connection.js'

/**
 * TLS on a connection, with JavaScript in between: Node's own tells a connection that was cut exactly as one that was closed with
 * close_notify. Here TLS hears of the end of TCP only from us, and whatever ends it before is a close_notify.
 */
export class TlsLayer {
  readonly #wire: Duplex
  readonly #tls: TLSSocket

  constructor(
    socket: Socket,
    servername: string,
    private readonly reader: Reader
  ) {
    this.#wire = new Duplex({ read() {}, write: (bytes, _encoding, written) => socket.write(bytes, () => written()) })
    this.#tls = connect({
      socket: this.#wire,
      // An address has no place in the extension for names.
      servername: isIP(servername) === 0 ? servername : '',
      rejectUnauthorized: false,
      ALPNProtocols: ['http/1.1']
    })
    this.#tls.on('data', chunk => reader.bytes(chunk)).on('end', () => reader.left('fin'))
    // Words that TLS does not understand, or an alert: nothing more can come. A handshake ends here, too.
    this.#tls.on('error', () => {
      reader.left('torn')
      socket.destroy()
    })
    socket.on('close', () => this.#wire.destroy())
    this.#wire.on('error', () => undefined)
  }

  /** Calls back when the handshake is done. */
  whenSecure(secure: () => void): void {
    this.#tls.once('secureConnect', secure)
  }

  /** What has come on the wire. */
  take(chunk: Buffer): void {
    this.#wire.push(chunk)
  }

  /** TCP has come to its end. What came before is told first, and may have been a close_notify. */
  ended(): void {
    setImmediate(() => {
      this.reader.left('torn')
      this.#wire.push(null)
    })
  }

  write(bytes: Uint8Array): void {
    this.#tls.write(bytes)
  }
}
