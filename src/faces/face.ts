import type { Socket } from 'node:net'
import type { Certificate } from './certificate.js'

/** How a gateway speaks to its upstream. */
export type FaceProtocol = 'http' | 'https' | 'fastcgi' | 'scgi' | 'uwsgi' | 'grpc' | 'grpcs'

/** A place on TCP; port 0 takes a free one. */
export interface Place {
  readonly host: string
  readonly port: number
}

/** A face that is wanted. */
export interface FacePlan {
  readonly protocol: FaceProtocol
  /** Where the gateway looks for its upstream: on TCP, or at a unix socket. */
  readonly at: Place | { readonly socket: string }
  /** Where the script is played, in plain HTTP/1.1. */
  readonly upstream: Place
  /** For what is spoken in TLS; one that signs itself when left out. */
  readonly certificate?: Certificate
}

/** A face that is up: whoever comes to it talks to the script in another protocol. */
export interface Face extends AsyncDisposable {
  /** Where it is, with the port that was taken. */
  readonly at: FacePlan['at']
}

/** Takes a connection of the gateway. */
export type Accept = (raw: Socket) => void

/** How one side leaves a connection. */
export type Leaving = 'fin' | 'rst'
