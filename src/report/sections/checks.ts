import type { CheckResult } from '../../core/verdict.js'
import { type Line, line } from '../layout/line.js'
import { flow, wrap } from '../layout/wrap.js'
import type { Page, Section, Teller } from './section.js'

/** Every expectation with what was expected and found: what is wrong on lines of its own, what is right side by side. */
export const checks: Teller = ({ verdict, planned }, page) => {
  const many = planned.requests.length > 1
  const all = verdict.checks
  const lines = [
    ...all.filter(check => !check.ok).flatMap(check => failedLines(check, many, page)),
    ...all.filter(isRecorded).flatMap(check => recordedLines(check, many, page)),
    ...fine(
      all.filter(check => check.ok && !isRecorded(check)),
      many,
      page
    )
  ]
  return lines.length === 0 ? [] : [{ label: 'checks', lines } satisfies Section]
}

/** One line that says what was expected and what was found instead. */
export function failedLines(check: CheckResult, many: boolean, page: Page): Line[] {
  const text = [
    ...line(`${page.signs.bad} ${nameOf(check, many)}`, 'bad'),
    ...line(`   expected ${check.expected}, found `)
  ]
  return wrap([...text, ...line(check.found, 'bad')], page.columns, 4)
}

function recordedLines(check: CheckResult, many: boolean, page: Page): Line[] {
  const text = line(`${page.signs.differs} ${nameOf(check, many)} ${check.found}`, 'warn')
  return wrap([...text, ...line(`   recorded for this target: ${check.recorded}`)], page.columns, 4)
}

/** What is right, a paragraph for each request. */
function fine(right: readonly CheckResult[], many: boolean, page: Page): Line[] {
  const requests = [...new Set(right.map(check => (many ? check.request : undefined)))]
  return requests.flatMap(request => {
    const own = right.filter(check => !many || check.request === request)
    const title = many ? [line(request ?? 'in all', 'dim')] : []
    return flow([...title, ...own.map(check => fineItem(check, page))], page.columns)
  })
}

function fineItem(check: CheckResult, page: Page): Line {
  const found = check.found === check.expected ? '' : ` (${check.found})`
  return [...line(page.signs.ok, 'good'), ...line(` ${check.name} ${check.expected}${found}`)]
}

function isRecorded(check: CheckResult): boolean {
  return check.ok && check.recorded !== undefined
}

function nameOf(check: CheckResult, many: boolean): string {
  return many && check.request !== undefined ? `${check.request}: ${check.name}` : check.name
}
