import { join, normalize } from 'node:path'
import type { Need, Place, Remark, Start } from '../configuration.js'
import { isGlob, literalGlob } from '../glob.js'
import { misread, shown } from '../nginx/complaint.js'
import { ChangedLines } from './changed-lines.js'
import type { Directive } from './directive.js'
import { knownText } from './known-files.js'
import { Loaded } from './loaded.js'
import { loading, moduleFolder } from './modules.js'
import { sitesFor } from './sites.js'
import { CONDITIONAL, holds, type Known } from './text/conditions.js'
import { Macros } from './text/macros.js'
import { parse, type Written } from './text/tree.js'
import { Variables } from './text/variables.js'
import { wordsOf } from './text/words.js'
import type { Seen, View } from './view.js'

/** A configuration with all that it includes in its place, and what was learnt on the way. */
export interface Whole {
  readonly tree: readonly Directive[]
  readonly files: readonly { readonly path: string; readonly text: string }[]
  readonly needs: readonly Need[]
  readonly remarks: readonly Remark[]
  readonly shown: Start['shown']
  readonly written: Start['written']
  readonly variables: Variables
  readonly loaded: Loaded
}

/** More includes than any configuration has; those that multiply must come to an end. */
const MOST = 2000
const MOST_LINES = 100_000
const LOGS = ['errorlog', 'customlog', 'transferlog', 'globallog']

/** Reads a configuration from its first file on. Modules that are missing are loaded where a package would have put them. */
export class Reader {
  readonly #files = new Map<string, string>()
  readonly #needs: Need[] = []
  readonly #remarks: Remark[] = []
  readonly #shown: { from: string; at: string }[] = []
  readonly #macros = new Macros()
  readonly #changed = new ChangedLines()
  readonly #variables: Variables
  readonly #loaded: Loaded
  #count = 0
  #lines = 0

  constructor(
    private readonly view: View,
    /** The modules that a package would load; undefined while that is not known, and each is taken to be there. */
    private readonly modules?: readonly string[]
  ) {
    const { layout, files } = view
    this.#variables = new Variables(files.read(join(layout.root, 'envvars')))
    this.#loaded = new Loaded(view, modules === undefined)
  }

  /** `own` is the text of the main configuration where it is none of the user's. */
  read(own?: string): Whole {
    const { main } = this.view.layout
    const place = { file: main, line: 1 }
    const seen = this.view.find(main) ?? { at: main, from: main }
    const tree = own === undefined ? this.#file(seen, place, []) : this.#expand(parse(own, main), [], main)
    const files = [...this.#files].map(([path, text]) => ({ path, text }))
    return {
      tree,
      files,
      needs: this.#needs,
      remarks: [...this.#variables.remarks(), ...this.#changed.remarks, ...this.#remarks],
      shown: [...this.#shown, ...this.#loaded.shown],
      written: this.#changed.written(path => this.#files.get(path) ?? ''),
      variables: this.#variables,
      loaded: this.#loaded
    }
  }

  #expand(tree: readonly Written[], open: readonly string[], at: string): Directive[] {
    return tree.flatMap(written => this.#one(written, open, at))
  }

  #one(each: Written, open: readonly string[], at: string): Directive[] {
    if (++this.#lines > MOST_LINES)
      throw misread(each.place, { expected: `at most ${MOST_LINES} lines`, found: 'more' })
    if (each.name === 'macro') return this.#macro(each)
    const rest = this.#variables.expand(each.rest, each.name, each.place)
    if (CONDITIONAL.includes(each.name))
      return holds(each, rest, this.#known()) ? this.#expand(each.block ?? [], open, at) : []
    const { name, written, place, block } = each
    const args = /^(?:else)?if$/.test(name) ? [rest] : wordsOf(rest)
    if (block !== undefined) return [{ name, written, args, place, block: this.#expand(block, open, at) }]
    if (name === 'use') return this.#use(each, rest, open, at)
    if (name === 'include' || name === 'includeoptional') return this.#include({ name, written, args, place }, open)
    if (name === 'loadmodule') this.#load(args, place, at)
    if (LOGS.includes(name)) this.#changed.logs(args, place, at)
    if (name === 'define') this.#variables.define(args[0] ?? '', args[1])
    if (name === 'undefine') this.#variables.undefine(args[0] ?? '')
    return [{ name, written, args, place }]
  }

  #load(args: readonly string[], place: Place, at: string): void {
    const { builtIn } = this.#loaded.load(args)
    if (builtIn !== undefined) this.#changed.leaveOut(builtIn, place, at)
  }

  #known(): Known {
    return {
      isLoaded: module => this.#loaded.has(module),
      isDefined: name => this.#variables.isDefined(name),
      exists: path => this.view.find(this.#absolute(path)) !== undefined
    }
  }

  #macro({ rest, block = [], written, name, place }: Written): Directive[] {
    this.#macros.define(rest, block)
    return [{ name, written, args: wordsOf(rest), place, block: [] }]
  }

  #use(each: Written, rest: string, open: readonly string[], at: string): Directive[] {
    const found = this.#macros.use(rest)
    const name = `macro ${wordsOf(rest)[0]?.toLowerCase()}`
    if (found === undefined)
      throw misread(each.place, { expected: 'a macro that is defined above', found: shown(rest) })
    if (open.includes(name)) throw misread(each.place, { expected: 'a macro that comes to an end', found: shown(rest) })
    return this.#expand(found, [...open, name], at)
  }

  #absolute(path: string): string {
    return normalize(path.startsWith('/') ? path : join(this.view.layout.home, path))
  }

  #include({ args, place, name, written }: Directive, open: readonly string[]): Directive[] {
    const [path] = args
    if (path === undefined || args.length > 1)
      throw misread(place, {
        expected: `one path behind ${written}`,
        found: args.length === 0 ? 'none' : `${args.length} words`
      })
    const at = this.#absolute(path)
    const optional = name === 'includeoptional'
    if (isGlob(at)) return this.#many(at, place, open, optional)
    const seen = this.view.find(at)
    if (seen === undefined) return this.#missing(at, place, open, optional)
    if (!this.view.files.isFolder(seen.from)) return this.#file(seen, place, open)
    return this.#many(join(literalGlob(at), '*'), place, open, true)
  }

  #file(seen: Seen, place: Place, open: readonly string[]): Directive[] {
    const real = this.view.files.leadsTo?.(seen.from) ?? seen.from
    if (open.includes(real))
      throw misread(place, {
        expected: 'an include that comes to an end',
        found: `${shown(seen.at)}, which includes itself`
      })
    if (++this.#count > MOST) throw misread(place, { expected: `at most ${MOST} includes`, found: 'more' })
    if (open.length > 0 || this.view.layout.around !== undefined) this.view.check(seen, place)
    const text = this.#files.get(seen.from) ?? this.view.files.read(seen.from) ?? ''
    this.#files.set(seen.from, text)
    return this.#expand(parse(text, seen.from), [...open, real], seen.at)
  }

  #missing(at: string, place: Place, open: readonly string[], optional: boolean): Directive[] {
    const known = knownText(at)
    const beside = known === undefined ? this.view.beside(at) : undefined
    if (beside !== undefined) return this.#elsewhere(beside, place, open)
    if (optional && known === undefined) return []
    return this.#provided(at, known ?? '', place, open)
  }

  #provided(at: string, text: string, place: Place, open: readonly string[]): Directive[] {
    this.#needs.push({ kind: 'file', path: at, text, place })
    return this.#expand(parse(text, at), open, at)
  }

  #many(at: string, place: Place, open: readonly string[], optional: boolean): Directive[] {
    const found = this.view.glob(at).filter(({ from }) => !this.view.files.isFolder(from))
    if (found.length > 0) return found.flatMap(seen => this.#file(seen, place, open))
    if (/(?:mods-enabled\/[^/]*\.load|conf\.modules\.d\/[^/]*)$/.test(at)) return this.#lackingModules(at, place, open)
    const pieces = sitesFor(at, this.view, path => !open.includes(path) && !this.#files.has(path), place)
    if (pieces.length > 0) return pieces.flatMap(seen => this.#elsewhere(seen, place, open))
    return optional ? [] : this.#provided(at.replace(/[*?[\]]+/g, 'gatecrash'), '', place, open)
  }

  /** Modules belong to the program: where nobody has given the lines that load them, those that are used are loaded. */
  #lackingModules(at: string, place: Place, open: readonly string[]): Directive[] {
    const path = at.replace(/[*?[\]]+/g, 'gatecrash')
    const missing = (this.modules ?? []).filter(module => !this.#loaded.has(module))
    return this.#provided(path, loading(missing, moduleFolder(this.view.files)), place, open)
  }

  #elsewhere(seen: Seen, place: Place, open: readonly string[]): Directive[] {
    this.#shown.push({ from: seen.from, at: seen.at })
    this.#remarks.push({ place, text: `${seen.at} is not there; ${seen.from} was taken for it` })
    return this.#file(seen, place, open)
  }
}
