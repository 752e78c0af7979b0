import { execFileSync } from 'node:child_process'
import t from 'tap'
import { githubAnnotations, jobSummary, jsonResult, junitReport, tapReport } from '../../../src/check/page/index.js'
import { whyMissing } from '../../needs.js'
import { behaviour } from '../findings/sample.js'
import { golden } from './golden.js'
import { RESULT, SOUND } from './sample.js'

const ROOT = '/srv/shop'
const NASTY = 'a "b" <c> & d\x00\x1b\ud800 e | f `g` # h\n]]> i, j: 100%\r'
const route = { ...RESULT.configuration.routes[0], id: NASTY } as (typeof RESULT.configuration.routes)[number]
const nasty = {
  ...RESULT,
  configuration: { ...RESULT.configuration, routes: [route] },
  behaviours: [
    behaviour('hang', { route: NASTY, unknown: NASTY }),
    behaviour('refused', { route: NASTY }),
    behaviour('garbage', { route: NASTY })
  ],
  findings: RESULT.findings.map(each => ({ ...each, routes: [NASTY], happened: NASTY, fix: NASTY })),
  broken: RESULT.broken.map(each => ({ ...each, rule: NASTY, route: NASTY, failure: 'refused', found: NASTY })),
  changes: [`${NASTY} on garbage: ${NASTY}`, NASTY]
}

t.test('each format is as it was', async t => {
  t.equal(junitReport(RESULT), golden('junit.xml', junitReport(RESULT)))
  t.equal(tapReport(RESULT), golden('report.tap', tapReport(RESULT)))
  t.equal(jobSummary(RESULT), golden('summary.md', jobSummary(RESULT)))
  t.equal(githubAnnotations(RESULT, ROOT), golden('annotations.txt', githubAnnotations(RESULT, ROOT)))
})

t.test('JSON is one object in one line, with everything in it but the texts of the files', async t => {
  const text = jsonResult(RESULT)
  t.equal(text.split('\n').length, 2)
  const read = JSON.parse(text)
  t.match(read, {
    configuration: { product: 'nginx', version: '1.22.1', files: [`${ROOT}/nginx/nginx.conf`] },
    counts: { broken: 2, changes: 1, dangers: 2 },
    findings: [{ id: 'sends-twice', proof: 'POST hang', because: { place: { line: 9 } } }]
  })
  t.equal(read.behaviours.length, RESULT.behaviours.length)
})

t.test('a test report fails on what is broken or changed, and skips what is not known', async t => {
  const tap = tapReport(RESULT)
  t.equal(tap.match(/^not ok /gm)?.length, 2)
  t.match(tap, /^not ok \d+ - \/api on POST hang$/m)
  t.match(tap, /^ok \d+ - \/api on idle-timeout-mismatch # SKIP the gateway keeps/m)
  t.match(junitReport(RESULT), /<testsuites name="gatecrash check" tests="99" failures="2" skipped="6"/)
  t.match(tapReport(SOUND), /^TAP version 14\n1\.\.3\nok 1 .*\nok 2 .*\nok 3 .*\n$/)
})

t.test('what belongs to no route and failure fails a test of its own', async t => {
  const gone = { ...SOUND, changes: ['/old: is not there any more'] }
  t.match(tapReport(gone), 'not ok 4 - the configuration on the lock')
  t.match(junitReport(gone), '<failure message="changed: /old: is not there any more">')
})

t.test('a line of TAP stays one line, and means what it says', async t => {
  const lines = tapReport(nasty).split('\n')
  t.match(lines[1], /^1\.\.4$/)
  t.equal(lines.filter(each => /^(not )?ok /.test(each)).length, 4)
  // The only # that is not escaped begins the directive.
  const skipped = lines.find(each => each.includes('SKIP')) ?? ''
  t.equal(skipped.match(/(?<!\\)#/g)?.length, 1)
})

t.test('JUnit XML is well-formed whatever stands in it', { skip: whyMissing('xmllint') }, async t => {
  for (const result of [RESULT, SOUND, nasty]) {
    t.doesNotThrow(() => execFileSync('xmllint', ['--noout', '-'], { input: junitReport(result), stdio: 'pipe' }))
  }
  const [said] = nasty.broken
  const message = execFileSync('xmllint', ['--xpath', 'string(//failure[1]/@message)', '-'], {
    input: junitReport(nasty)
  })
  const readable = NASTY.replace('\x00\x1b\ud800', '\ufffd\ufffd\ufffd')
  t.equal(message.toString(), `${readable}: expected ${said?.expected}, found ${readable}\n`)
})

t.test('an annotation is one line, whose parts cannot run into each other', async t => {
  for (const line of githubAnnotations(nasty, ROOT).trimEnd().split('\n')) {
    t.match(line, /^::(error|warning|notice) (file=[^,:]+,line=\d+,)?title=[^,:]+::[^\r\n]+$/)
    t.notMatch(line, /%(?!25|0A|0D|3A|2C)/)
  }
})

t.test('errors of a check stand before its findings, since GitHub shows only the first ten', async t => {
  const levels = githubAnnotations(RESULT, ROOT)
    .split('\n')
    .map(each => each.split(' ')[0])
  t.same(levels.slice(0, 4), ['::error', '::error', '::error', '::warning'])
})

t.test('nothing breaks out of its cell in the summary of a job', async t => {
  const rows = jobSummary(nasty)
    .split('\n')
    .filter(each => each.startsWith('| '))
  const columns = rows.map(each => each.match(/(?<!\\)\|/g)?.length)
  t.same([...new Set(columns)].toSorted(), [5, 6])
  t.notMatch(rows.join('\n'), '<c>')
})
