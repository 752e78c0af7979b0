import type { Protocol } from '../configuration.js'
import type { Directive } from './tree.js'

/** The families of directives with which nginx asks an upstream. */
export type Family = 'proxy' | 'fastcgi' | 'scgi' | 'uwsgi' | 'grpc'

/** Where a pass leads, taken apart. */
export interface Target {
  readonly protocol: Protocol
  /** The name of an upstream block, or host and port, or unix: and a path. */
  readonly authority: string
  /** The port when none is written. */
  readonly port: number
}

const FAMILIES: readonly Family[] = ['proxy', 'fastcgi', 'scgi', 'uwsgi', 'grpc']
const PORTS: Readonly<Record<string, number>> = { http: 80, https: 443, grpc: 80, grpcs: 443 }

/** The family of a pass; undefined for any other directive. */
export function familyOf({ name }: Directive): Family | undefined {
  return FAMILIES.find(family => name === `${family}_pass`)
}

/** The pass that stands directly in a block. */
export function passIn(block: readonly Directive[]): Directive | undefined {
  return block.find(directive => familyOf(directive) !== undefined)
}

/** Takes the argument of a pass apart; undefined for what leads nowhere that we know. */
export function targetOf(family: Family, text: string): Target | undefined {
  const [, scheme, rest = text] = /^(\w+):\/\/([\s\S]*)$/.exec(text) ?? []
  const authority = rest.startsWith('unix:') ? (/^unix:[^:]*/.exec(rest)?.[0] ?? rest) : (rest.split(/[/?]/)[0] ?? '')
  const protocol = protocolOf(family, scheme)
  if (protocol === undefined || authority === '') return undefined
  return { protocol, authority, port: PORTS[protocol] ?? 80 }
}

function protocolOf(family: Family, scheme: string | undefined): Protocol | undefined {
  if (family === 'proxy') return scheme === 'http' || scheme === 'https' ? scheme : undefined
  if (family === 'grpc')
    return scheme === undefined || scheme === 'grpc' ? 'grpc' : scheme === 'grpcs' ? 'grpcs' : undefined
  return scheme === undefined || scheme === family ? family : undefined
}
