import { type Line, line } from '../../report/layout/line.js'
import { paint } from '../../report/layout/paint.js'
import { wrap } from '../../report/layout/wrap.js'
import { legible } from '../../report/legible.js'
import type { Out } from '../../report/report.js'
import { alikeRoutes } from './alike.js'
import { countOf, countWords, playedWords } from './counts.js'
import { brokenBlock, changesBlock, providedBlock } from './end-blocks.js'
import { findingsBlocks } from './findings-block.js'
import { type Paper, paperFor } from './paper.js'
import { fileFrom, placeWords } from './places.js'
import type { CheckResult } from './result.js'
import { routeBlock } from './route-block.js'
import { spanWords } from './span.js'

/** What a check has come to, for a person: what each route does, what is wrong with it, what was broken, and what to type next. */
export function checkPage(result: CheckResult, style: Out): string {
  const safe = legible(result, style.unicode)
  const paper = paperFor(safe, style)
  const blocks = [
    headBlock(safe, paper),
    ...alikeRoutes(safe).map(alike => routeBlock(alike, safe, paper)),
    ...findingsBlocks(safe, paper),
    providedBlock(safe, paper),
    remarksBlock(safe, paper),
    changesBlock(safe, paper),
    brokenBlock(safe, paper),
    endBlock(safe, style, paper)
  ]
  return setBlocks(blocks, style)
}

/** Blocks with a blank line between them, painted as the terminal allows. */
export function setBlocks(blocks: readonly (readonly Line[])[], style: Out): string {
  const lines = blocks.filter(each => each.length > 0).flatMap((each, at) => (at === 0 ? each : [[], ...each]))
  return lines.map(each => `${paint(each, style.colour)}\n`).join('')
}

function headBlock(result: CheckResult, { columns, folder, signs }: Paper): Line[] {
  const { configuration, version, how, took } = result
  const [first, ...others] = configuration.files.map(({ path }) => fileFrom(folder, path))
  const files = others.length === 0 ? first : `${first} and ${others.length} more files`
  const title = [
    ...line(`${files ?? ''} on ${configuration.product} ${version}`, 'strong'),
    ...line(`   ${playedWords(result, signs.times)} in ${spanWords(took)}`)
  ]
  const ways = [how.sandbox, how.clock, how.speed].filter(text => text !== '').join(`  ${signs.idle}  `)
  return [...wrap(title, columns, 2), ...wrap(line(ways, 'dim'), columns, 2)]
}

function remarksBlock({ configuration }: CheckResult, { columns, folder }: Paper): Line[] {
  if (configuration.remarks.length === 0) return []
  const lines = configuration.remarks.flatMap(({ place, text }) =>
    wrap([...line(`  ${placeWords(place, folder)}  `, 'dim'), ...line(text)], columns, 4)
  )
  return [line('Read in the configuration', 'strong'), ...lines]
}

function endBlock(result: CheckResult, style: Out, { columns, signs }: Paper): Line[] {
  const counts = countWords(result)
  const tone = result.broken.length > 0 || countOf('danger', result) > 0 ? 'bad' : counts.length > 0 ? 'warn' : 'good'
  const next: readonly (readonly [string, string])[] = [
    ['every cell: ', '--verbose'],
    ['one failure by itself: ', style.command(exampleOf(result), '--target', result.configuration.product)]
  ]
  const hints = next.flatMap(([says, typed]) => [...line(`  ${signs.idle}  ${says}`, 'dim'), ...line(typed, 'code')])
  return wrap([...line(counts.length === 0 ? 'Nothing found' : counts.join(', '), tone), ...hints], columns, 2)
}

/** The scenario that proves the worst finding, else the one that everybody knows. */
function exampleOf({ findings, failures }: CheckResult): string {
  const proof = findings[0]?.proof
  return failures.find(({ id }) => id === proof)?.scenario ?? 'hang'
}
