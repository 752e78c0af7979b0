import type { Place } from './face.js'
import type { Front } from './front.js'
import { Script, type ScriptReader } from './script.js'

/** What a protocol makes of the words of both sides. */
export interface Translation extends ScriptReader {
  /** The gateway says something. */
  asked(bytes: Buffer): void
}

/** Puts a connection to the script behind one of the gateway's; each side waits for the other when that is slow, and leaves as the other leaves. */
export function converse(front: Front, place: Place, translate: (front: Front, script: Script) => Translation): void {
  const { stream } = front
  const script = new Script(place)
  const translation = translate(front, script)
  script.tell({
    answered(bytes) {
      translation.answered(bytes)
      if (!front.isFull) return
      script.hold()
      stream.once('drain', () => script.go())
    },
    left: how => translation.left(how)
  })
  stream.on('data', (bytes: Buffer) => {
    translation.asked(bytes)
    if (script.whenTaken(() => stream.resume())) stream.pause()
  })
  stream.on('end', () => script.finish())
  stream.on('error', () => script.reset())
  stream.on('close', () => (stream.readableEnded ? script.finish() : script.reset()))
}
