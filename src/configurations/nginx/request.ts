import type { Server } from './servers.js'

/** A request of a client, as far as a configuration can look at it. */
export interface Asked {
  readonly host: string
  readonly path: string
  readonly query: string
  readonly method: string
  readonly tls: boolean
  readonly port: number
  /** Field names in lower case, as in variables: http_x_forwarded_for is x_forwarded_for. */
  readonly fields: Readonly<Record<string, string>>
}

/** What is known of a request on its way through a server. */
export interface Course {
  readonly asked: Asked
  readonly server: Server
  readonly maps: Maps
  uri: string
  query: string
  /** Set by set, by captures, by name. */
  readonly variables: Map<string, string>
}

/** The maps of the http block by the variable that they make. */
export type Maps = ReadonlyMap<
  string,
  { readonly source: string; readonly entries: readonly (readonly [string, string])[] }
>
