import { closeSync, openSync, readSync, watch } from 'node:fs'
import { StringDecoder } from 'node:string_decoder'
import { Lines } from './lines.js'

const READ_SIZE = 65_536

/** A log file that another program writes, read as it grows. */
export class FollowedFile implements Disposable {
  readonly lines = new Lines()
  readonly #file: number
  readonly #decoder = new StringDecoder()
  readonly #buffer = Buffer.alloc(READ_SIZE)
  readonly #stop: () => void
  #at = 0
  #ended = false

  /** Makes the file when it is not there yet. */
  constructor(path: string) {
    this.#file = openSync(path, 'a+')
    const watcher = watch(path, () => this.#readOn())
    this.#stop = () => watcher.close()
  }

  /** Reads what is left: its writer has ended. */
  end(): void {
    if (this.#ended) return
    this.#readOn()
    this.#ended = true
    this.#stop()
    closeSync(this.#file)
    this.lines.end()
  }

  [Symbol.dispose](): void {
    this.end()
  }

  #readOn(): void {
    if (this.#ended) return
    let size = -1
    while (size !== 0) {
      size = readSync(this.#file, this.#buffer, 0, READ_SIZE, this.#at)
      this.#at += size
      this.lines.add(this.#decoder.write(this.#buffer.subarray(0, size)))
    }
  }
}
