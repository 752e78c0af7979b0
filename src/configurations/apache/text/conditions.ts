import type { Written } from './tree.js'

/** What is known when a condition of the configuration itself is read. */
export interface Known {
  isLoaded(module: string): boolean
  isDefined(name: string): boolean
  exists(path: string): boolean
}

/** Sections that are there, or not, from the moment at which they are read. */
export const CONDITIONAL = ['ifmodule', 'ifdefine', 'ifversion', 'iffile', 'ifdirective', 'ifsection']

/** Whether what stands in such a section holds. */
export function holds({ name }: Written, rest: string, known: Known): boolean {
  const [, not = '', word = ''] = /^["']?(!?)["']?([^"']*)/.exec(rest) ?? []
  const positive = not === ''
  if (name === 'ifmodule') return known.isLoaded(moduleNamed(word.trim())) === positive
  if (name === 'ifdefine') return known.isDefined(word.trim()) === positive
  if (name === 'iffile') return known.exists(word.trim()) === positive
  return name !== 'ifversion' || isVersion(rest)
}

/** mod_ssl.c and ssl_module are the same. */
function moduleNamed(text: string): string {
  return text
    .replace(/\.c$/, '')
    .replace(/^mod_/, '')
    .replace(/_module$/, '')
}

/** Whatever the last number is: what can be checked is 2.4. */
const VERSION = [2, 4, 60]

function isVersion(rest: string): boolean {
  const [, not, sign = '=', text = ''] = /^(!?)\s*([<>=]=?|~)?\s*["']?([\d.]+)/.exec(rest) ?? []
  const parts = text.split('.').map(Number)
  const order = parts.map((part, at) => (VERSION[at] ?? 0) - part).find(difference => difference !== 0) ?? 0
  const fits = sign.startsWith('<') ? order < 0 : sign.startsWith('>') ? order > 0 : false
  return (fits || (order === 0 && sign !== '<' && sign !== '>')) === (not !== '!')
}
