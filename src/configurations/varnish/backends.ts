import { isIP } from 'node:net'
import type { ConfiguredUpstream, Place } from '../configuration.js'
import type { Attribute, Declared, Program } from './text/program.js'
import { milliseconds } from './time.js'

/** A backend as it is declared; one that is "none" has no upstream. */
export interface Backend {
  readonly name: string
  readonly place: Place
  readonly upstream?: ConfiguredUpstream
  readonly attributes: readonly Attribute[]
  /** How it is asked whether it is well. */
  readonly probe?: Declared
}

/** Every backend, in the order in which they stand. */
export function backendsOf({ backends, probes }: Program): Backend[] {
  return backends.map(declared => {
    const probe = probeOf(declared, probes)
    const upstream = upstreamOf(declared, probe)
    return { ...declared, ...(upstream && { upstream }), ...(probe && { probe }) }
  })
}

/** The text of an attribute; several texts are one. */
export function attributeOf(attributes: readonly Attribute[], name: string): string | undefined {
  const found = attributes.find(each => each.name === name)
  return found === undefined ? undefined : found.value.map(({ text }) => text).join('')
}

const NAMED_PORTS: Readonly<Record<string, number>> = { http: 80, 'http-alt': 8080, https: 443 }

function upstreamOf(declared: Declared, probe: Declared | undefined): ConfiguredUpstream | undefined {
  const { attributes, place } = declared
  const socket = attributeOf(attributes, 'path')
  const written = attributeOf(attributes, 'host')
  const health = probe && { health: healthOf(probe) }
  if (socket !== undefined)
    return { name: `unix:${socket}`, host: '', port: 0, socket, protocol: 'http', ...health, place }
  if (written === undefined) return undefined
  const [, bare = written, behind] = isIP(written) ? [] : (/^\[?(.*?)\]?(?::(\d+))?$/.exec(written) ?? [])
  const host = bare
  const named = attributeOf(attributes, 'port') ?? behind ?? '80'
  const port = NAMED_PORTS[named] ?? Number(named)
  return { name: `${host.includes(':') ? `[${host}]` : host}:${port}`, host, port, protocol: 'http', ...health, place }
}

function probeOf({ attributes }: Declared, probes: readonly Declared[]): Declared | undefined {
  const attribute = attributes.find(({ name }) => name === 'probe')
  if (attribute?.inside !== undefined) return { name: '', attributes: attribute.inside, place: attribute.place }
  const name = attribute?.value[0]?.text ?? 'default'
  return probes.find(probe => probe.name === name)
}

function healthOf({ attributes }: Declared): { path: string; every: number } {
  const [, asked] = /^\S+\s+(\S+)/.exec(attributeOf(attributes, 'request') ?? '') ?? []
  const every = milliseconds(attributeOf(attributes, 'interval') ?? '') ?? 5000
  return { path: asked ?? attributeOf(attributes, 'url') ?? '/', every }
}
