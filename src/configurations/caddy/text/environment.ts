import type { Place, Remark } from '../../configuration.js'

const VARIABLE = /\{\$([^{}:\s]{1,200})(?::([^}\n]{0,2000}))?\}/g
/** Read while it runs. */
const AT_RUNTIME = /\{env\.([^{}\s]{1,200})\}/g

/** The environment variables of a Caddyfile that nobody has set: an address that is empty could not be played. */
export class Environment {
  readonly #invented = new Map<string, { readonly value: string; readonly place: Place }>()
  #nextPort = 8080

  /** A text with its variables in their places. */
  expand(text: string, file: string): string {
    const put = (name: string, fallback: string | undefined, offset: number) =>
      fallback ?? this.#valueOf(name, text.slice(0, offset), file)
    return text
      .replace(VARIABLE, (_, name: string, fallback: string | undefined, offset: number) => put(name, fallback, offset))
      .replace(AT_RUNTIME, (_, name: string, offset: number) => put(name, undefined, offset))
  }

  /** What Caddy has to be started with. */
  made(): Readonly<Record<string, string>> {
    return Object.fromEntries([...this.#invented].map(([name, { value }]) => [name, value]))
  }

  remarks(): Remark[] {
    return [...this.#invented].map(([name, { value, place }]) => ({
      place,
      text: `${name} is set nowhere in the configuration; taken as ${value}`
    }))
  }

  #valueOf(name: string, before: string, file: string): string {
    const place = { file, line: before.split('\n').length }
    const known = this.#invented.get(name) ?? { value: this.#invent(name, before), place }
    this.#invented.set(name, known)
    return known.value
  }

  #invent(name: string, before: string): string {
    const plain = name.toLowerCase().replace(/[^a-z0-9]+/g, '-')
    if (/PORT/i.test(name) || /[^\s/]:$/.test(before)) return String(this.#nextPort++)
    if (/TIMEOUT|INTERVAL|DURATION|DELAY/i.test(name)) return '30s'
    if (/MAIL/i.test(name)) return 'admin@example.com'
    if (/SCHEME|PROTO/i.test(name)) return 'http'
    if (/PATH|FILE|DIR|ROOT/i.test(name)) return `/${plain}`
    return /COUNT|NUM|MAX|SIZE|RETRIES/i.test(name) ? '1' : plain
  }
}
