import { text } from '../../../core/shape/index.js'
import { quoted } from '../../../core/shape/shape.js'
import type { Behaviour } from '../../behaviour.js'
import { told } from '../../lock/index.js'
import type { Demand } from '../demand.js'

/** The client sees this page. */
export const page: Demand<string> = {
  name: 'page',
  says: 'The body is this file, whose path is relative to this one.',
  shape: text('the path of a file'),
  alone: true,
  judge(path, behaviour, readPage) {
    const wanted = readPage(path)?.trim()
    const expected = `the page ${path}`
    if (wanted === undefined) return { expected, found: `no file ${path} to compare with` }
    return sameBeginning(wanted, behaviour.page.trim()) ? undefined : { expected, found: shown(behaviour) }
  }
}

/** The client sees a page with these words in it. */
export const pageContains: Demand<string> = {
  name: 'page contains',
  says: 'The beginning of the body contains this text.',
  shape: text('a text'),
  alone: false,
  judge(wanted, behaviour) {
    if (behaviour.page.includes(wanted)) return undefined
    return { expected: `a page that contains ${quoted(wanted)}`, found: shown(behaviour) }
  }
}

/** Of a body only the beginning is kept. */
function sameBeginning(wanted: string, found: string): boolean {
  if (wanted === '' || found === '') return wanted === found
  return wanted.startsWith(found) || found.startsWith(wanted)
}

function shown(behaviour: Behaviour): string {
  const text = behaviour.page.trim()
  return text === '' ? `${told(behaviour)}, an empty page` : `${told(behaviour)}: ${quoted(text)}`
}
