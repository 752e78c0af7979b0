import type { Stretch } from './lane.js'
import type { Scale } from './scale.js'

const LEAST = 3

/** The stretches that are drawn: what is minor and too short to be seen falls to its neighbour. */
export function seenStretches(stretches: readonly Stretch[], scale: Scale): Stretch[] {
  const seen: Stretch[] = []
  let begun: Stretch | undefined
  for (const each of stretches) {
    const last = seen.at(-1)
    const short = each.minor === true && scale.column(each.to) - scale.column(each.from) < LEAST
    if (!short) {
      seen.push(begun?.to === each.from ? { ...each, from: begun.from } : each)
      begun = undefined
    } else if (last?.end === 'open' && last.to === each.from)
      seen[seen.length - 1] = { ...last, to: each.to, end: each.end }
    else begun = begun?.to === each.from ? { ...each, from: begun.from } : each
  }
  return seen
}
