import { Duplex } from 'node:stream'

/**
 * What a session of HTTP/2 is put on, instead of the connection itself. Node's session takes a socket for its own, and ends the process
 * when somebody else writes there; on this one we still can say what is no HTTP/2.
 */
export class Underlay extends Duplex {
  constructor(private readonly stream: Duplex) {
    super({ allowHalfOpen: true })
    // Whoever has broken the connection is told so by the connection.
    this.on('error', () => undefined)
    stream.on('data', bytes => {
      if (!this.push(bytes)) stream.pause()
    })
    stream.on('end', () => this.push(null))
    stream.on('error', () => this.destroy())
    stream.on('close', () => this.destroy())
  }

  override _read(): void {
    this.stream.resume()
  }

  override _write(bytes: Buffer, _encoding: BufferEncoding, written: (error?: Error | null) => void): void {
    this.stream.write(bytes, written)
  }

  override _final(ended: () => void): void {
    this.stream.end(ended)
  }

  override _destroy(error: Error | null, destroyed: (error: Error | null) => void): void {
    this.stream.destroy()
    destroyed(error)
  }
}
