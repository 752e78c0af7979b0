import type { Place } from '../../configuration.js'
import { misread } from './complaint.js'
import { Cursor } from './cursor.js'
import { readBlock, type Statement } from './statement.js'
import type { Token } from './tokens.js'

/** An attribute of a backend or a probe: its tokens, or attributes of its own. */
export interface Attribute {
  readonly name: string
  readonly value: readonly Token[]
  readonly inside?: readonly Attribute[]
  readonly place: Place
}

/** A backend, or a probe, as it is declared. */
export interface Declared {
  readonly name: string
  readonly attributes: readonly Attribute[]
  readonly place: Place
}

/** What a VCL declares, in the order in which it stands. */
export interface Program {
  readonly backends: readonly Declared[]
  readonly probes: readonly Declared[]
  readonly acls: ReadonlyMap<string, readonly Token[]>
  readonly imports: readonly { readonly name: string; readonly place: Place }[]
  /** One that stands there several times is one after the other. */
  readonly subs: ReadonlyMap<string, readonly Statement[]>
}

/** Makes declarations of tokens. */
export function programOf(tokens: readonly Token[], whole: Place): Program {
  const cursor = new Cursor(tokens, whole)
  const subs = new Map<string, Statement[]>()
  const acls = new Map<string, readonly Token[]>()
  const [backends, probes, imports]: [Declared[], Declared[], { name: string; place: Place }[]] = [[], [], []]
  while (!cursor.done) {
    const word = cursor.next()
    if (word.text === ';') continue
    if (word.text === 'vcl') demandVersion(cursor)
    else if (word.text === 'import') imports.push({ ...nameAfter(cursor, word), ...upTo(cursor) })
    else if (word.text === 'sub') {
      const { name } = nameAfter(cursor, word)
      subs.set(name, [...(subs.get(name) ?? []), ...readBlock(cursor)])
    } else if (word.text === 'acl') acls.set(nameAfter(cursor, word).name, between(cursor))
    else if (word.text === 'probe') probes.push({ ...nameAfter(cursor, word), attributes: readAttributes(cursor) })
    else if (word.text === 'backend') backends.push({ ...nameAfter(cursor, word), attributes: ofBackend(cursor) })
    else throw misread(word.place, 'a declaration such as backend, probe, acl, import or sub', word.text)
  }
  return { backends, probes, acls, imports, subs }
}

function nameAfter(cursor: Cursor, { text }: Token): { name: string; place: Place } {
  const { text: name, place } = cursor.demandKind('name', `a name behind ${text}`)
  return { name, place }
}

function demandVersion(cursor: Cursor): void {
  const { text, place } = cursor.demandKind('number', 'a version such as 4.1 behind vcl')
  if (!/^4\.\d+$/.test(text)) throw misread(place, 'VCL 4.0 or 4.1', text, 'VCL of Varnish 3 and older is not read.')
  cursor.demand(';')
}

function upTo(cursor: Cursor): object {
  while (!cursor.takes(';')) {
    if (cursor.done) throw cursor.complaint('";"')
    cursor.next()
  }
  return {}
}

function between(cursor: Cursor): Token[] {
  const tokens: Token[] = []
  while (!cursor.takes('{')) cursor.demandKind('sign', '"{"')
  while (!cursor.takes('}')) {
    if (cursor.done) throw cursor.complaint('"}"')
    tokens.push(cursor.next())
  }
  return tokens
}

/** "none" is a backend that is never well. */
function ofBackend(cursor: Cursor): readonly Attribute[] {
  if (!cursor.takes('none')) return readAttributes(cursor)
  cursor.demand(';')
  return []
}

function readAttributes(cursor: Cursor): Attribute[] {
  const attributes: Attribute[] = []
  cursor.demand('{')
  while (!cursor.takes('}')) {
    const { place } = cursor.demand('.')
    const { text: name } = cursor.demandKind('name', 'the name of an attribute')
    cursor.demand('=')
    attributes.push({ name, place, ...readValue(cursor) })
  }
  return attributes
}

function readValue(cursor: Cursor): Pick<Attribute, 'value' | 'inside'> {
  if (cursor.is('{')) {
    const inside = readAttributes(cursor)
    cursor.takes(';')
    return { value: [], inside }
  }
  const value: Token[] = []
  while (!cursor.takes(';')) {
    if (cursor.done || cursor.is('}')) throw cursor.complaint('";" behind the attribute')
    value.push(cursor.next())
  }
  return { value }
}
