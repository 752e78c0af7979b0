import { converse } from './conversation.js'
import type { Accept, FacePlan } from './face.js'
import { Front } from './front.js'
import { relay } from './relay.js'
import { tlsDoor } from './tls-door.js'

/** HTTP/1.1 in TLS, under whatever name the gateway asks for. */
export function https({ upstream, certificate }: FacePlan): Accept {
  return tlsDoor('http/1.1', certificate, (stream, raw) => converse(new Front(stream, raw), upstream, relay))
}
