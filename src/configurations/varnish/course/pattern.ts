import { patternOf } from '../../nginx/pattern.js'

const LONGEST = 1000
// A repetition within a repetition can keep us busy for ever.
const NESTED = /\([^()]*[+*}][^()]*\)(?:[+*]|\{)/

/** An expression of PCRE as this machine runs it; undefined where ours has no word for it. */
export function fits(pattern: string, flags = ''): RegExp | undefined {
  if (pattern.length > LONGEST || NESTED.test(pattern)) return undefined
  // What holds for a group (?i:…) holds for the whole here.
  const anyCase = /\(\?i[):]/.test(pattern)
  const found = patternOf(pattern.replace(/\(\?i\)/g, '').replace(/\(\?i:/g, '(?:'), anyCase)
  return found && new RegExp(found.source, found.flags + flags)
}
