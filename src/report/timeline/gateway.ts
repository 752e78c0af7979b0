import { entryFor, triesOf } from '../../core/tries.js'
import { counted } from '../answers.js'
import { failureWords } from '../failure-words.js'
import type { Glyphs } from '../layout/glyphs.js'
import type { Told } from '../told.js'
import { FEW, type Lane, type Stretch, stretch } from './lane.js'
import { wayOf } from './way.js'

/** What the gateway was busy with, as its log tells, or else as the other two saw it. */
export function gatewayLanes(told: Told, signs: Glyphs): Lane[] {
  const died = told.facts.find(fact => fact.side === 'gateway' && fact.what === 'died')
  const remark = died === undefined ? '' : 'the gateway itself died'
  const { answers } = told.seen
  if (answers.length > FEW) return [{ name: 'gateway', stretches: [together(told, signs)], remark }]
  const rows = triesOf(answers).map(each => wayOf(each, entryFor(each, told.seen), told))
  return packed(rows).map((stretches, index, all) => ({
    name: all.length === 1 ? 'gateway' : `gateway ${index + 1}`,
    stretches,
    remark
  }))
}

/** Requests one after the other share a row; those at the same time do not. */
function packed(rows: readonly Stretch[][]): Stretch[][] {
  const lanes: Stretch[][] = []
  for (const row of rows) {
    const lane = lanes.find(each => (each.at(-1)?.to ?? 0) <= (row[0]?.from ?? 0))
    if (lane === undefined) lanes.push([...row])
    else lane.push(...row)
  }
  return lanes
}

function together(told: Told, signs: Glyphs): Stretch {
  const { answers, log } = told.seen
  const from = told.time(Math.min(...answers.map(answer => answer.sentAt)))
  const to = told.time(Math.max(...answers.map(answer => answer.endedAt)))
  const failures = counted(log.map(entry => failureWords(entry, told.planned.limits)).filter(words => words !== ''))
  const outcome = failures.map(([words, count]) => `${count} ${signs.times} ${words}`).join(', ')
  return stretch(from, to, 'waits', { labels: [`${answers.length} requests`], outcomes: [outcome], tone: 'bad' })
}
