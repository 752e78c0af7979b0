import { CAUSES } from '../../logs/causes/index.js'
import type { Finding } from '../../logs/finding.js'
import type { Line } from '../../report/layout/line.js'
import type { Out } from '../../report/report.js'
import type { Audience } from '../audience.js'
import type { Library } from '../explanation.js'
import type { Question } from '../question.js'
import { STATUSES } from '../statuses.js'
import { durationParts } from './duration.js'
import { findingParts } from './finding.js'
import { heading, part, sheet } from './sheet.js'

/** The page that answers a question, told to whoever asks. */
export function answerPage(question: Question, audience: Audience, library: Library, out: Out): string {
  if (question.kind === 'duration') return sheet(durationParts(question, out), out)
  if (question.kind === 'fine') return sheet([heading('Nothing wrong', FINE, out)], out)
  const { kind, findings } = question
  const parts = findings.flatMap(finding => findingParts(finding, kind, audience, library, out))
  if (question.kind !== 'status') return sheet(parts, out)
  const [first = [], ...rest] = parts
  return sheet([[...statusLines(question.status, findings, audience, out), ...first], ...rest], out)
}

const FINE = 'This line tells of no failure between a gateway and its upstream.'

function statusLines(status: number, findings: readonly Finding[], audience: Audience, out: Out): Line[] {
  const words = STATUSES[status]
  const [finding] = findings
  const title = finding === undefined ? '' : CAUSES[finding.cause].title.replace(/^\d{3}: /, '')
  const head = heading(`${status} ${words?.name ?? ''}`.trim(), title, out)
  if (words === undefined || audience === 'visitor') return head
  return [...head, ...part('who', words.who, out), ...part('neighbours', words.neighbour, out)]
}
