import { converse } from './conversation.js'
import type { Accept, FacePlan } from './face.js'
import { Front } from './front.js'
import { relay } from './relay.js'

/** HTTP as it is, at another place: a unix socket. */
export function http({ upstream }: FacePlan): Accept {
  return raw => converse(new Front(raw, raw), upstream, relay)
}
