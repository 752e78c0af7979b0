import { linesOf, type Sections } from './text/sections.js'

/** So many connections fit into what every system gives a process. */
const MODEST = 400

/** A machine of production has more descriptors than the one that checks: arguments that ask for no more than there are. */
export function modestLimits(sections: Sections): string[] {
  const globals = sections.of('global').flatMap(section => linesOf(section, 'maxconn'))
  return globals.some(({ words }) => Number(words[1]) > MODEST) ? ['-n', `${MODEST}`] : []
}
