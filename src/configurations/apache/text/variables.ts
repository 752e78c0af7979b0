import type { Place, Remark } from '../../configuration.js'

/** What Debian's envvars sets before Apache starts. */
const ENVVARS: Readonly<Record<string, string>> = {
  APACHE_RUN_USER: 'www-data',
  APACHE_RUN_GROUP: 'www-data',
  APACHE_RUN_DIR: '/var/run/apache2',
  APACHE_PID_FILE: '/var/run/apache2/apache2.pid',
  APACHE_LOCK_DIR: '/var/lock/apache2',
  APACHE_LOG_DIR: '/var/log/apache2',
  APACHE_CONFDIR: '/etc/apache2'
}

// A name with a colon in it is a map of mod_rewrite.
const VARIABLE = /\$\{([^}:\s]+)\}/g

/** The variables of a configuration: what it defines itself, what Debian sets, and what has to be made up so that it can be read. */
export class Variables {
  readonly #defined = new Map<string, string>()
  readonly #set = new Map(Object.entries(ENVVARS))
  readonly #invented = new Map<string, { readonly value: string; readonly place: Place }>()
  #nextPort = 8080

  constructor(envvars = '') {
    for (const [, name = '', value = ''] of envvars.matchAll(/^[ \t]*(?:export[ \t]+)?(\w+)=(\S*)/gm))
      this.#set.set(name, value.replace(/\$\w+|["']/g, ''))
  }

  define(name: string, value = ''): void {
    this.#defined.set(name, value)
  }

  undefine(name: string): void {
    this.#defined.delete(name)
  }

  isDefined(name: string): boolean {
    return this.#defined.has(name)
  }

  /** The text of a line of that directive, with what its variables hold. */
  expand(text: string, directive: string, place: Place): string {
    return text.replace(VARIABLE, (_, name: string, at: number) => {
      const known = this.#defined.get(name) ?? this.#set.get(name) ?? this.#invented.get(name)?.value
      if (known !== undefined) return known
      const value = this.#invent(name, text.slice(0, at), directive)
      this.#invented.set(name, { value, place })
      return value
    })
  }

  #invent(name: string, before: string, directive: string): string {
    const word = name.toLowerCase().replace(/[^a-z0-9]+/g, '-')
    if (/PORT/i.test(name) || /:\/\/[^/\s]*:$/.test(before)) return String(this.#nextPort++)
    if (/TIMEOUT|INTERVAL|TTL|RETRY|MAX|LIMIT|SIZE/i.test(name)) return '60'
    if (/(?:^|[\s"'])$/.test(before) && /^(?:proxypass|balancermember|rewriterule)/.test(directive))
      return `http://${word}:${this.#nextPort++}`
    if (/DIR|ROOT|PATH|FILE|CERT|KEY/i.test(name) && /(?:^|[\s"'])$/.test(before)) return `/srv/${word}`
    return word
  }

  /** The environment with which Apache has to be started. */
  environment(): Readonly<Record<string, string>> {
    return Object.fromEntries([...this.#set, ...[...this.#invented].map(([name, { value }]) => [name, value])])
  }

  remarks(): Remark[] {
    return [...this.#invented].map(([name, { value, place }]) => ({
      place,
      text: `${name} is set nowhere in the configuration; taken as ${value}`
    }))
  }
}
