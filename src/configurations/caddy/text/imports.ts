import { dirname, resolve } from 'node:path'
import type { Need, Place } from '../../configuration.js'
import { misread } from '../complaint.js'
import type { Environment } from './environment.js'
import { type Directive, treeOf } from './tree.js'
import type { View } from './view.js'

/** A Caddyfile with all that it imports in its place. */
export interface Whole {
  readonly tree: readonly Directive[]
  readonly files: readonly { readonly path: string; readonly text: string }[]
  readonly needs: readonly Need[]
}

/** More imports than any Caddyfile has; those that multiply must come to an end. */
const MOST = 2000
const DEEPEST = 50

/** Reads a Caddyfile with its snippets and imported files. */
export function readWhole(view: View, environment: Environment): Whole {
  return new Reader(view, environment).read()
}

class Reader {
  private readonly texts = new Map<string, string>()
  private readonly needs: Need[] = []
  private readonly snippets = new Map<string, readonly Directive[]>()
  private count = 0

  constructor(
    private readonly view: View,
    private readonly environment: Environment
  ) {}

  read(): Whole {
    const { main } = this.view
    const text = this.view.files.read(main)
    if (text === undefined) throw misread({ file: main, line: 1 }, 'a Caddyfile', 'no such file')
    const tree = this.expand(withSite(this.parsed(main, text)), 0)
    return { tree, files: [...this.texts].map(([path, text]) => ({ path, text })), needs: this.needs }
  }

  private parsed(path: string, text = this.view.files.read(path) ?? ''): Directive[] {
    this.texts.set(path, text)
    return treeOf(this.environment.expand(text, path), path)
  }

  private expand(tree: readonly Directive[], depth: number): Directive[] {
    return tree.flatMap(directive => {
      const { name, args, block, place } = directive
      if (name === 'import' && args.length > 0) return this.imported(directive, depth)
      const snippet = args.length === 0 ? /^\((.+)\)$/.exec(name)?.[1] : undefined
      if (snippet !== undefined && block !== undefined) {
        this.snippets.set(snippet, block)
        return []
      }
      return [{ name, args, ...(block && { block: this.expand(block, depth) }), place }]
    })
  }

  private imported({ args: [what = '', ...args], block = [], place }: Directive, depth: number): Directive[] {
    if (depth > DEEPEST) throw misread(place, 'an import that comes to an end', `${what}, which imports itself`)
    if (++this.count > MOST) throw misread(place, `at most ${MOST} imports`, 'more')
    const put = (tree: readonly Directive[]) =>
      this.expand(
        tree.flatMap(each => filled(each, args, block)),
        depth + 1
      )
    const snippet = this.snippets.get(what)
    return snippet === undefined ? this.file(what, place).flatMap(put) : put(snippet)
  }

  private file(what: string, place: Place): Directive[][] {
    const found = this.view.find(what, place)
    // The file itself may be among those that a glob finds.
    if (found.length > 0)
      return found.filter(path => path !== place.file || path === what).map(path => this.parsed(path))
    if (!/[*?[]/.test(what))
      this.needs.push({ kind: 'file', path: this.view.seen(resolve(dirname(place.file), what)), place })
    return []
  }
}

/** One site needs no braces: its address is the first line, and all others belong to it. */
function withSite(tree: readonly Directive[]): readonly Directive[] {
  const at = tree.findIndex(({ name, block }) => block === undefined && name !== 'import')
  const site = tree[at]
  if (site === undefined || tree.slice(0, at).some(({ name }) => !/^$|^\(|^&\(|^import$/.test(name))) return tree
  return [...tree.slice(0, at), { ...site, block: tree.slice(at + 1) }]
}

/** A line of a snippet with the words and the block of its import. */
function filled(directive: Directive, args: readonly string[], inner: readonly Directive[]): Directive[] {
  const { name, block, place } = directive
  if (name === '{block}') return [...inner]
  const [, part] = /^\{blocks\.(.+)\}$/.exec(name) ?? []
  if (part !== undefined) return inner.filter(each => each.name === part).flatMap(each => each.block ?? [])
  const words = [name, ...directive.args].flatMap(word => fillWord(word, args))
  const lines = block?.flatMap(each => filled(each, args, inner))
  return [{ name: words[0] ?? '', args: words.slice(1), ...(lines && { block: lines }), place }]
}

function fillWord(word: string, args: readonly string[]): string[] {
  const [, from, to] = /^\{args\[(\d*):(\d*)\]\}$/.exec(word) ?? []
  if (from !== undefined) return args.slice(Number(from), to === '' ? undefined : Number(to))
  return [word.replace(/\{args[.[](\d+)\]?\}/g, (all, number: string) => args[Number(number)] ?? all)]
}
