import type { Translation } from './conversation.js'
import type { Front } from './front.js'
import type { Script } from './script.js'

/** Nothing is translated: bytes to and fro. */
export function relay(front: Front, script: Script): Translation {
  return {
    asked: bytes => script.write(bytes),
    answered: bytes => front.write(bytes),
    left: how => front.leave(how)
  }
}
