import type { Place } from '../../configuration.js'
import type { Expression } from '../text/expression.js'
import type { Program } from '../text/program.js'
import type { Statement } from '../text/statement.js'
import { evaluate, type Names, truth, type Value } from './evaluate.js'

/** What a client asks for. */
export interface Asked {
  readonly method: string
  readonly url: string
  readonly host: string
  /** By names in small letters. */
  readonly fields: ReadonlyMap<string, string>
}

/** How a subroutine ended, and where that stands. */
export interface Ending {
  readonly action: string
  readonly place: Place
}

/** A value that was set on the way. */
export interface Assigned {
  readonly value: Value
  readonly of: Expression
  readonly place: Place
}

/** More statements than any request passes. */
const MOST = 20_000
const DEEPEST = 50

/** One request on its way through the subroutines. */
export class Course implements Names {
  readonly assigned = new Map<string, Assigned>()
  /** Conditions that only Varnish can tell. */
  readonly unknown: Place[] = []
  readonly #values: Map<string, Value>
  #count = 0

  constructor(
    private readonly program: Program,
    asked: Asked
  ) {
    this.#values = new Map<string, Value>([
      ['req.method', asked.method],
      ['req.url', asked.url],
      ['req.proto', 'HTTP/1.1'],
      ['req.http.host', asked.host],
      ['req.restarts', 0],
      ['req.esi_level', 0],
      ['req.retries', 0],
      ['req.is_bgfetch', false],
      ['client.ip', '127.0.0.1'],
      ['server.ip', '127.0.0.1'],
      ...[...asked.fields].map(([name, value]): [string, Value] => [`req.http.${name}`, value])
    ])
  }

  /** Goes through a subroutine; undefined when it comes to its end without a return. */
  run(sub: string): Ending | undefined {
    return this.#statements(this.program.subs.get(sub) ?? [], 0)
  }

  /** Something that is known from now on. */
  know(name: string, value: Value): void {
    this.#values.set(name, value)
  }

  valueOf(name: string): Value {
    const key = keyOf(name)
    return this.#values.has(key)
      ? this.#values.get(key)
      : key.startsWith('req.http.') || key.startsWith('beresp.http.')
        ? null
        : undefined
  }

  acl(name: string): ReturnType<Names['acl']> {
    return this.program.acls.get(name)
  }

  #statements(statements: readonly Statement[], depth: number): Ending | undefined {
    for (const statement of statements) {
      if (++this.#count > MOST || depth > DEEPEST) return undefined
      const ending = this.#one(statement, depth)
      if (ending !== undefined) return ending
    }
    return undefined
  }

  #one(statement: Statement, depth: number): Ending | undefined {
    const { kind, place } = statement
    if (kind === 'return') return statement.action === '' ? undefined : { action: statement.action, place }
    if (kind === 'call') return this.#statements(this.program.subs.get(statement.name) ?? [], depth + 1)
    if (kind === 'if') return this.#if(statement, depth)
    if (kind === 'unset') this.#values.set(keyOf(statement.name), null)
    if (kind === 'set') this.#set(statement)
    return undefined
  }

  #if({ branches, place }: Statement & { kind: 'if' }, depth: number): Ending | undefined {
    for (const { condition, body } of branches) {
      const holds = condition === undefined ? true : truth(evaluate(condition, this))
      if (holds === undefined) this.unknown.push(condition?.place ?? place)
      if (holds === true) return this.#statements(body, depth + 1)
    }
    return undefined
  }

  #set({ name, sign, value, place }: Statement & { kind: 'set' }): void {
    const known = sign === '=' ? evaluate(value, this) : undefined
    this.#values.set(keyOf(name), known)
    this.assigned.set(keyOf(name), { value: known, of: value, place })
  }
}

/** Towards the backend a request is what it was before; the names of fields know no case. */
function keyOf(name: string): string {
  const key = name.replace(/^bereq\.(?!backend$)/, 'req.')
  return /^(?:req|beresp|resp)\.http\./.test(key) ? key.toLowerCase() : key
}
