import { type Case, casesOf } from './cases.js'
import { grouped } from './grouped.js'
import type { CheckResult } from './result.js'

/** JUnit XML: a suite for each route, a test for each failure; it fails when it breaks a rule or is not as the lock has it. */
export function junitReport(result: CheckResult): string {
  const cases = casesOf(result)
  const suites = [...grouped(cases, ({ route }) => route)].flatMap(([route, each]) => suite(route, each))
  const totals = attributes({ name: 'gatecrash check', ...counts(cases), time: seconds(result.took) })
  return ['<?xml version="1.0" encoding="UTF-8"?>', `<testsuites${totals}>`, ...suites, '</testsuites>', ''].join('\n')
}

function suite(route: string, cases: readonly Case[]): string[] {
  const head = attributes({ name: route, ...counts(cases), errors: '0' })
  return [`  <testsuite${head}>`, ...cases.flatMap(testCase), '  </testsuite>']
}

function testCase({ route, failure, says, outcome, why, took }: Case): string[] {
  const head = `    <testcase${attributes({ classname: route, name: failure, time: seconds(took) })}>`
  const inside = {
    passed: `      <system-out>${escapedXml(says)}</system-out>`,
    failed: `      <failure${attributes({ message: why[0] ?? says })}>${escapedXml(why.join('\n'))}</failure>`,
    skipped: `      <skipped${attributes({ message: why[0] ?? '' })}/>`
  }[outcome]
  return [head, inside, '    </testcase>']
}

function counts(cases: readonly Case[]): Record<string, string> {
  const of = (outcome: Case['outcome']) => String(cases.filter(each => each.outcome === outcome).length)
  return { tests: String(cases.length), failures: of('failed'), skipped: of('skipped') }
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3)
}

function attributes(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapedXml(value).replaceAll('\n', '&#10;')}"`)
    .join('')
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\r': '&#13;'
}

/** Text of an XML document. A sign that XML has no way to write, escaped or not, becomes the sign for an unreadable one. */
export function escapedXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\u{fffd}')
    .replace(/[&<>"\t\r]/g, sign => ESCAPES[sign] ?? sign)
}
