import { pad } from '../../report/layout/columns.js'
import { blank, type Line, line } from '../../report/layout/line.js'
import { wrap } from '../../report/layout/wrap.js'
import type { Finding } from '../findings/index.js'
import { counted } from './counts.js'
import type { Paper } from './paper.js'
import type { CheckResult } from './result.js'
import { someOf } from './route-heading.js'
import { settingLine } from './setting-line.js'
import { signOf, TONES } from './severity-words.js'

const INDENT = 2
const LABEL = 9

/** Every finding, the worst first; what is only good to know, in fewer lines. */
export function findingsBlocks({ findings, configuration }: CheckResult, paper: Paper): Line[][] {
  const notes = findings.filter(({ severity }) => severity === 'note')
  const grave = findings.filter(({ severity }) => severity !== 'note')
  const every = configuration.routes.length
  return [
    ...grave.map(finding => findingLines(finding, every, paper)),
    ...(notes.length === 0
      ? []
      : [[line('Good to know', 'strong'), ...notes.flatMap(each => noteLines(each, every, paper))]])
  ]
}

function findingLines(finding: Finding, every: number, paper: Paper): Line[] {
  const { severity, title, happened, fix } = finding
  const head = [...pad(signOf(severity, paper), INDENT), ...line(title, TONES[severity])]
  return [
    ...wrap([...head, ...line(`   ${whereOf(finding, every)}`, 'dim')], paper.columns, INDENT),
    ...labelled('seen', [line(happened)], paper),
    ...labelled('because', becauseOf(finding, paper), paper),
    ...labelled('fix', fixOf(fix), paper)
  ]
}

function noteLines(finding: Finding, every: number, paper: Paper): Line[] {
  const { title, happened, fix } = finding
  const because = becauseOf(finding, paper).flatMap(each => [...line('  '), ...each])
  const seen = line(` ${whereOf(finding, every)}; ${happened}`, 'dim')
  return [
    ...wrap(
      [...pad(line(paper.signs.idle, 'dim'), INDENT), ...line(title), ...seen, ...because],
      paper.columns,
      INDENT
    ),
    ...labelled('fix', fixOf(fix), paper)
  ]
}

/** On which routes; that it is all of them where there are several. */
function whereOf({ routes }: Finding, every: number): string {
  return routes.length > 1 && routes.length === every ? 'on every route' : `on ${someOf(routes)}`
}

function becauseOf({ because, places }: Finding, paper: Paper): Line[] {
  if (because === undefined) return []
  const more = places.length > 1 ? ` and ${counted(places.length - 1, 'other place', 'other places')}` : ''
  return [settingLine(because, paper, more)]
}

/** What is to be typed, with its remarks set back; what is nothing but a remark is prose. */
function fixOf(fix: string): Line[] {
  const lines = fix.split('\n')
  if (lines.every(each => each.startsWith('# '))) return lines.map(each => line(each.slice(2)))
  return lines.map(each => {
    if (each.startsWith('#')) return line(each, 'dim')
    const [typed = '', remark] = each.split(/ {3}(?=# )/)
    return [...line(typed, 'code'), ...line(remark === undefined ? '' : `   ${remark}`, 'dim')]
  })
}

function labelled(label: string, lines: readonly Line[], { columns }: Paper): Line[] {
  return lines.flatMap((each, row) =>
    wrap([...blank(INDENT), ...pad(line(row === 0 ? label : '', 'dim'), LABEL), ...each], columns, INDENT + LABEL)
  )
}
