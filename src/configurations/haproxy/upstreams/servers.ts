import type { Place } from '../../configuration.js'
import { type Address, addressOf } from '../text/address.js'
import { everyLineOf, type Line, linesOf, type Section } from '../text/sections.js'

/** A server of a backend, with what default-server says of it. */
export interface Server {
  readonly name: string
  readonly written: string
  readonly address: Address
  /** The words of default-server, then its own. */
  readonly words: readonly string[]
  readonly place: Place
}

/** As many servers as are made of one template. */
const MOST_OF_A_TEMPLATE = 100

/** Every server of a section in the order in which they stand; a template is as many as it makes. */
export function serversOf(section: Section): Server[] {
  return section.lines.flatMap(line => {
    const [keyword, ...words] = line.words
    if (keyword === 'server') return [serverOf(words, line, section)]
    if (keyword === 'server-template') return fromTemplate(words, line, section)
    return keyword === 'dispatch' ? [serverOf(['dispatch', ...words], line, section)] : []
  })
}

function serverOf([name = '', written = '', ...words]: readonly string[], { place }: Line, section: Section): Server {
  const defaults = everyLineOf(section, 'default-server').flatMap(line => line.words.slice(1))
  return { name, written, address: addressOf(written), words: [...defaults, ...words], place }
}

function fromTemplate([prefix = '', count = '1', ...rest]: readonly string[], line: Line, section: Section): Server[] {
  const [, low = '1', high = '1'] = /^(?:(\d+)-)?(\d+)$/.exec(count) ?? []
  const first = count.includes('-') ? Number(low) : 1
  const many = Math.min(Number(high) - first + 1, MOST_OF_A_TEMPLATE)
  return Array.from({ length: Math.max(0, many) }, (_, index) =>
    serverOf([`${prefix}${first + index}`, ...rest], line, section)
  )
}

/** The last value of a word, as HAProxy takes it; undefined when a later no-word takes it back, or nobody says it. */
export function said({ words }: Server, word: string): string | undefined {
  const index = words.lastIndexOf(word)
  return index < 0 ? undefined : words[index + 1]
}

/** Whether a word without a value holds: check, unless no-check comes later. */
export function has({ words }: Server, word: string): boolean {
  const at = words.lastIndexOf(word)
  return at >= 0 && words.lastIndexOf(`no-${word}`) < at
}

/** Whether a section has servers at all. */
export function hasServers(section: Section): boolean {
  return ['server', 'server-template', 'dispatch'].some(word => linesOf(section, word).length > 0)
}
