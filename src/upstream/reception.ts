import { CAP, capped, type TakeNote } from './notes.js'

/** Notes the bytes that come on one connection as they come. */
export class Reception {
  #room = CAP

  constructor(
    private readonly connection: number,
    private readonly note: TakeNote
  ) {}

  take(chunk: Buffer): void {
    const bytes = capped(chunk, this.#room)
    this.#room = Math.max(0, this.#room - chunk.length)
    this.note({ what: 'received', connection: this.connection, size: chunk.length, bytes })
  }

  /** The upstream has its say: what comes after that is kept again. */
  turn(): void {
    this.#room = CAP
  }
}
