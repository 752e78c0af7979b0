import type { Place, Remark } from '../../configuration.js'

/** The environment variables of a configuration: what it sets itself, and what has to be made up so that it can be read. */
export class Environment {
  readonly #values = new Map<string, string>()
  readonly #invented = new Map<string, { readonly value: string; readonly place: Place }>()
  #nextPort = 8080

  /** What a variable holds; undefined when nobody has set it. */
  get(name: string): string | undefined {
    return this.#values.get(name) ?? this.#invented.get(name)?.value
  }

  set(name: string, value: string): void {
    this.#values.set(name, value)
  }

  unset(name: string): void {
    this.#values.delete(name)
  }

  /** What HAProxy puts for a variable. Nobody's variables are empty to HAProxy, and an address that is empty cannot be played. */
  expand(name: string, fallback: string | undefined, before: string, place: Place): string {
    const known = this.get(name) ?? fallback
    if (known !== undefined) return known
    const value = this.#invent(name, before)
    this.#invented.set(name, { value, place })
    return value
  }

  #invent(name: string, before: string): string {
    if (/PORT/i.test(name)) return String(this.#nextPort++)
    if (before.endsWith(':') && !/:.*:/.test(before)) return String(this.#nextPort++)
    if (/TIMEOUT|INTERVAL|DELAY/i.test(name)) return '30s'
    if (/COUNT|NUM|MAX|REPLICAS|WEIGHT|THREADS|RETRIES/i.test(name)) return '1'
    if (/USER|PASS|SECRET|TOKEN|PATH|FILE|DIR|CERT/i.test(name)) return ''
    return name.toLowerCase().replace(/[^a-z0-9]+/g, '-')
  }

  /** The variables that were made up; HAProxy has to be started with them. */
  made(): Readonly<Record<string, string>> {
    return Object.fromEntries([...this.#invented].map(([name, { value }]) => [name, value]))
  }

  remarks(): Remark[] {
    return [...this.#invented].map(([name, { value, place }]) => ({
      place,
      text: `${name} is set nowhere in the configuration; taken as ${value === '' ? 'empty' : value}`
    }))
  }
}

/** The variables that HAProxy answers itself, of the line that is being read: .FILE, .LINE, .SECTION, HAPROXY_… */
export function ownVariable(name: string, place: Place, section: string): string | undefined {
  if (name === '.FILE') return place.file
  if (name === '.LINE') return String(place.line)
  if (name === '.SECTION') return section
  if (name === 'HAPROXY_CFGFILES') return place.file
  if (name === 'HAPROXY_LOCALPEER') return 'gatecrash'
  return name.startsWith('HAPROXY_') ? '' : undefined
}
