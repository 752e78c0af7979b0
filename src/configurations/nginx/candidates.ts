import { examplesOf } from './example.js'
import type { Location } from './locations.js'
import { named } from './walk.js'

/** A word that stands in no configuration, and in no folder. */
const NOBODY = 'gatecrash'

/** Paths that may lead to a location, the plainest first. */
export function pathsFor(location: Location): readonly string[] {
  const paths = location.pattern === undefined ? beginning(location) : fitting(location)
  return [...new Set(paths)].filter(path => path.startsWith('/') && !/[\s?#]/.test(path))
}

function beginning({ modifier, text, block }: Location): string[] {
  if (modifier === '=') return [text]
  const below = text.endsWith('/') ? [text + NOBODY] : [`${text}/${NOBODY}`, text + NOBODY]
  // A folder that is really there would be answered with its index.
  return named(block, 'try_files').length > 0 ? [...below, text] : [text, ...below]
}

function fitting({ text, pattern }: Location): string[] {
  const around = (example: string) => [
    `/index${example}`,
    `/${example}`,
    example,
    `/${NOBODY}${example}`,
    `/${NOBODY}/${example}`
  ]
  const examples = examplesOf(text)
  return [...examples.filter(example => example.startsWith('/')), ...examples.flatMap(around)].filter(path =>
    pattern?.test(path)
  )
}
