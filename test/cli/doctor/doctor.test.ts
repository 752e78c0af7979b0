import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import type { Finding } from '../../../src/report/index.js'
import { findClock } from '../../../src/sandbox/index.js'
import { findPackage, PACKAGE } from '../../../src/surroundings/database/binaries.js'
import { noSandbox } from '../../sandbox/sandboxed.js'
import { gatecrash } from '../played.js'

interface Told {
  readonly ready: string
  readonly findings: readonly Finding[]
}

async function doctor(env: NodeJS.ProcessEnv = {}): Promise<{ code: number | null; told: Told }> {
  const { code, out } = await gatecrash(['doctor', '--json'], env)
  return { code, told: JSON.parse(out) }
}

const named = ({ findings }: Told, name: string) => findings.find(finding => finding.name === name)

t.test('this machine is told, probe by probe', async t => {
  const { out, errors } = await gatecrash(['doctor'])
  for (const name of ['Node', 'ports', 'refusal', 'database', 'reference', 'nginx', 'curl'])
    t.match(out, new RegExp(`^[✓≈✗○] ${name} `, 'm'))
  t.match(out, /\nThe reference gateway can run here|\nThe reference gateway and all of its scenarios can run here/)
  t.equal(errors, '')
})

const skip = findPackage() === undefined && `${PACKAGE} is not installed: npm install ${PACKAGE}`

t.test('what is there was used, not only looked at', { skip }, async t => {
  const { code, told } = await doctor({ DATABASE_URL: '' })
  t.equal(code, 0)
  t.equal(told.ready, 'all')
  t.match(named(told, 'ports')?.found, /^127\.0\.0\.1:\d+ listens and is reached$/)
  t.match(named(told, 'refusal'), { state: 'good', found: 'a connection is refused' })
  t.match(named(told, 'black hole'), { state: 'good', found: 'a SYN is dropped' })
  t.match(named(told, 'database')?.found, /^PostgreSQL \d+.*a query was made \(Seq Scan\)$/)
})

t.test('without a database the scenarios that ask one are named, with exit code 1', async t => {
  const { code, told } = await doctor({ DATABASE_URL: 'postgres://127.0.0.1:1/nothing' })
  t.equal(code, 1)
  t.equal(told.ready, 'some')
  t.match(named(told, 'database'), { state: 'absent', lacks: /slow-db/, todo: /DATABASE_URL/ })
  t.equal(named(told, 'ports')?.state, 'good')
})

t.test('without a place for temporary folders most can run all the same', async t => {
  const { code, told } = await doctor({ TMPDIR: join(t.testdir(), 'nowhere') })
  t.equal(code, 1)
  t.match(named(told, 'TMPDIR'), { state: 'absent', lacks: /slow-db/, todo: /TMPDIR/ })
})

t.test('tools that are not there are no fault, and are told with how to get them', async t => {
  const { code, told } = await doctor({ PATH: t.testdir() })
  t.equal(code, skip === false ? 0 : 1)
  t.match(named(told, 'curl'), { state: 'absent', weighs: 'extra', lacks: /slow-db/, todo: /curl/ })
})

t.test('a tool that may not do its work is told in its own words', async t => {
  const folder = t.testdir()
  mkdirSync(join(folder, 'bin'))
  const script =
    '#!/bin/sh\n[ "$1" = --version ] && echo "tcpdump version 4.99.3" && exit\necho "tcpdump: no permission to capture" >&2\nexit 1\n'
  writeFileSync(join(folder, 'bin/tcpdump'), script)
  chmodSync(join(folder, 'bin/tcpdump'), 0o755)
  const { told } = await doctor({ PATH: `${join(folder, 'bin')}:${process.env.PATH}` })
  t.match(named(told, 'tcpdump'), { state: 'poor', found: 'tcpdump version 4.99.3: tcpdump: no permission to capture' })
})

t.test('whether a configuration can be checked here is tried: a sandbox is entered, a minute passes', async t => {
  const { told } = await doctor({ DATABASE_URL: 'postgres://127.0.0.1:1/nothing' })
  const clock = await findClock()
  t.match(named(told, 'sandbox'), { weighs: 'extra', state: noSandbox === false ? 'good' : 'absent' })
  t.match(named(told, 'fast clock'), { weighs: 'extra', state: clock === undefined ? 'absent' : 'good' })
})

t.test('without the programs that make one there is no sandbox, and no scenario is skipped for that', async t => {
  const { told } = await doctor({ PATH: t.testdir(), DATABASE_URL: 'postgres://127.0.0.1:1/nothing' })
  t.match(named(told, 'sandbox'), { state: 'absent', lacks: /gatecrash check/, todo: /\S/ })
  t.equal(told.ready, 'some', 'for want of a database')
})

t.test('it takes no word', async t => {
  const { code, errors } = await gatecrash(['doctor', 'nginx'])
  t.equal(code, 2)
  t.match(errors, /doctor takes no word, found "nginx"/)
})
