import { table } from '../../report/layout/columns.js'
import { blank, type Line, line } from '../../report/layout/line.js'
import { wrap } from '../../report/layout/wrap.js'
import { legible } from '../../report/legible.js'
import type { Out } from '../../report/report.js'
import type { Behaviour } from '../behaviour.js'
import { afterWords, statusWords } from './answer-words.js'
import { grouped } from './grouped.js'
import { type Paper, paperFor } from './paper.js'
import type { CheckResult } from './result.js'
import { settingLine } from './setting-line.js'
import { setBlocks } from './terminal.js'

const HEAD = ['failure', 'the client gets', '', 'asked', 'written by', 'decided by']

/** What every failure is, then every route on every failure: a row each, and what the gateway logged below it. */
export function cellsTable(result: CheckResult, style: Out): string {
  const safe = legible(result, style.unicode)
  const paper = paperFor(safe, style)
  const routes = grouped(safe.behaviours, ({ route }) => route)
  const cells = [...routes].map(([route, each]) => [line(route, 'strong'), ...cellLines(each, paper)])
  return setBlocks([failureLines(safe, paper), ...cells], style)
}

function failureLines({ failures }: CheckResult, { columns }: Paper): Line[] {
  const rows = table(failures.map(({ id, says }) => [line(id), line(says, 'dim')]))
  const width = Math.max(0, ...failures.map(({ id }) => id.length)) + 4
  return rows.length === 0
    ? []
    : [line('What was played', 'strong'), ...rows.flatMap(row => wrap([...blank(2), ...row], columns, width))]
}

function cellLines(behaviours: readonly Behaviour[], paper: Paper): Line[] {
  const [head = [], ...rows] = table([
    HEAD.map(text => line(text, 'dim')),
    ...behaviours.map(each => cellsOf(each, paper))
  ])
  return [
    ...wrap([...blank(2), ...head], paper.columns, 4),
    ...rows.flatMap((row, at) => [
      ...wrap([...blank(2), ...row], paper.columns, 4),
      ...(behaviours[at]?.log ?? []).flatMap(said => wrap([...blank(6), ...line(said, 'dim')], paper.columns, 8))
    ])
  ]
}

function cellsOf(behaviour: Behaviour, paper: Paper): Line[] {
  const { failure, unknown, decidedBy, attempts, author } = behaviour
  if (unknown !== undefined) return [line(failure), line('not known', 'dim'), [], [], [], line(unknown, 'dim')]
  return [
    line(failure),
    line(statusWords(behaviour)),
    line(afterWords(behaviour)),
    line(`${attempts}${paper.signs.times}`, attempts === 1 ? 'dim' : 'plain'),
    line(author, 'dim'),
    settingLine(decidedBy, paper)
  ]
}
