import type { Finding } from '../findings/index.js'
import { type Alike, alikeRoutes } from './alike.js'
import { countWords, playedWords } from './counts.js'
import { failureNames } from './failure-names.js'
import { code, escapedHtml, escapedMarkdown, fenced, row } from './markdown.js'
import { fileFrom, folderOf, originWords, placeWords, settingWords } from './places.js'
import type { CheckResult } from './result.js'
import { type Row, routeRows } from './rows.js'

/** A page for the summary of a job on GitHub: what is broken, what changed, what was found; every route folded away. */
export function jobSummary(result: CheckResult): string {
  const { configuration, version, broken, changes, findings } = result
  const folder = folderOf(configuration)
  const file = fileFrom(folder, configuration.files[0]?.path ?? '')
  const counts = countWords(result)
  const sections = [
    `## ${escapedMarkdown(file)} on ${configuration.product} ${version}`,
    `${counts.length === 0 ? 'Nothing found' : `**${counts.join(', ')}**`}: ${playedWords(result)}`,
    table(
      'Rules that are broken',
      ['rule', 'where', 'on', 'expected', 'found'],
      broken.map(each => {
        const { rule, place, route, failure, expected, found } = each
        return [rule, placeWords(place, folder), `${route} on ${failure}`, expected, found]
      })
    ),
    changes.length === 0 ? '' : ['### Changed since the lock', fenced(changes.join('\n'))].join('\n\n'),
    ...findings.map(finding => findingSection(finding, folder)),
    ...alikeRoutes(result).map(alike => routeSection(alike, findings, folder))
  ]
  return `${sections.filter(each => each !== '').join('\n\n')}\n`
}

function table(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return ''
  return [`### ${title}`, '', row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n')
}

const SIGNS = { danger: '🛑', warning: '⚠️', note: 'ℹ️' } as const

function findingSection({ severity, title, routes, happened, because, fix }: Finding, folder: string): string {
  const reason =
    because === undefined ? [] : [`Because of ${code(settingWords(because))} (${originWords(because, folder)})`]
  return [
    `### ${SIGNS[severity]} ${title}`,
    `On ${routes.map(code).join(', ')}: ${escapedMarkdown(happened)}`,
    ...reason,
    fenced(fix)
  ].join('\n\n')
}

function routeSection(alike: Alike, findings: readonly Finding[], folder: string): string {
  const { rows, quiet, unknown } = routeRows(alike, findings)
  const played = [...rows, ...quiet].map(each => cells(each, folder))
  const notKnown = [...unknown].map(([why, failures]) => [failureNames(failures).join(', '), 'not known', '', why])
  const head = ['failure', 'the client gets', 'when', 'decided by']
  const lines = [row(head), row(head.map(() => '---')), ...[...played, ...notKnown].map(row)]
  const names = alike.routes.map(({ id }) => escapedHtml(id)).join(', ')
  return [`<details><summary>${names}</summary>`, lines.join('\n'), '</details>'].join('\n\n')
}

function cells({ failures, answer, after, decidedBy }: Row, folder: string): string[] {
  const decided = decidedBy === undefined ? '' : `${settingWords(decidedBy)} (${originWords(decidedBy, folder)})`
  return [failureNames(failures).join(', '), answer, after, decided]
}
