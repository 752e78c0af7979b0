import { readFileSync } from 'node:fs'

const MAIN = new URL('./browser/main.js', import.meta.url)

/** The script of the page, in one piece: what was compiled for the browser, each module in a scope of its own. */
export function pageScript(): string {
  const modules = new Map<string, string>()
  add(MAIN, modules)
  const code = [...modules].map(([name, text]) => `modules[${JSON.stringify(name)}] = (() => {\n${text}})()\n`)
  return `'use strict'\nconst modules = {}\n${code.join('')}`.replaceAll('</script', '<\\/script')
}

/** Adds a module behind all that it imports. */
function add(file: URL, modules: Map<string, string>): void {
  if (modules.has(nameOf(file))) return
  const source = readFileSync(file, 'utf8').replace(/^\/\/(\/ <reference|# sourceMappingURL).*\n?/gm, '')
  const imported = [...source.matchAll(/^import .* from '(.*)';$/gm)].map(([, from]) => new URL(from as string, file))
  for (const each of imported) add(each, modules)
  modules.set(nameOf(file), inScope(source, file))
}

function inScope(source: string, file: URL): string {
  const exported = [...source.matchAll(/^export (?:async )?(?:const|class|function) (\w+)/gm)].map(([, name]) => name)
  const body = source
    .replace(/^import \{(.*)\} from '(.*)';$/gm, (_, names, from) => importing(names, new URL(from, file)))
    .replace(/^export \{\};?$/gm, '')
    .replace(/^export /gm, '')
  return `${body}return { ${exported.join(', ')} }\n`
}

function importing(names: string, from: URL): string {
  return `const {${names.replaceAll(' as ', ': ')}} = modules[${JSON.stringify(nameOf(from))}]`
}

function nameOf(file: URL): string {
  return file.pathname.split('/build/').at(-1) as string
}
