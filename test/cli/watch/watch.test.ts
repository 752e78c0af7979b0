import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import t from 'tap'
import { gatecrash, listen, ROOT, start } from '../played.js'

const REFUSED = readFileSync(join(ROOT, 'scenarios/refused.yaml'), 'utf8')
const WAITS = /waits until .* changes/g

/** A command that watches, and what it says. */
class Watching implements AsyncDisposable {
  readonly said: () => { out: string; errors: string }
  readonly #child: ChildProcess

  constructor(...args: string[]) {
    this.#child = start(['run', ...args, '--watch'])
    this.said = listen(this.#child)
  }

  /** Everything that was said since the round before, when it has played so many rounds. */
  async round(count: number): Promise<string> {
    const rounds = () => this.said().out.match(WAITS)?.length ?? 0
    for (const end = Date.now() + 30_000; rounds() < count; await delay(5))
      if (Date.now() > end || this.#child.exitCode !== null)
        throw new Error(`no round ${count}: ${this.said().out}${this.said().errors}`)
    return this.said().out.split(WAITS)[count - 1] ?? ''
  }

  async ends(signal: NodeJS.Signals): Promise<number | null> {
    const closed = once(this.#child, 'close')
    this.#child.kill(signal)
    return (await closed)[0]
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode === null) await this.ends('SIGTERM')
  }
}

t.test('a scenario is played again whenever its file changes', async t => {
  const file = join(t.testdir({ 'mine.yaml': REFUSED }), 'mine.yaml')
  await using watching = new Watching(file)
  t.match(await watching.round(1), /502, as expected/)
  writeFileSync(file, REFUSED.replace('status: 502', 'status: 503'))
  t.match(await watching.round(2), /mine\.yaml has changed[\s\S]*502: FAILED[\s\S]*expected 503, found 502/)
  writeFileSync(`${file}.new`, REFUSED)
  renameSync(`${file}.new`, file)
  t.match(await watching.round(3), /502, as expected/)
  t.notOk(watching.said().out.includes(String.fromCharCode(27)), 'nothing is cleared where there is no terminal')
  t.equal(await watching.ends('SIGINT'), 130)
  t.equal(watching.said().errors, 'gatecrash: interrupted, and everything that was started is stopped\n')
})

t.test('a mistake is told, and waited for to be mended', async t => {
  const file = join(t.testdir({ 'mine.yaml': 'title: [' }), 'mine.yaml')
  await using watching = new Watching(file)
  await watching.round(1)
  t.match(watching.said().errors, /^gatecrash: .*mine\.yaml:1:\d+: expected/)
  writeFileSync(file, REFUSED.replace('status: 502', 'stauts: 502'))
  await watching.round(2)
  t.match(watching.said().errors, /did you mean "status"\?/)
  writeFileSync(file, REFUSED)
  t.match(await watching.round(3), /502, as expected/)
})

t.test('several files are watched, and the one that has changed is named', async t => {
  const folder = t.testdir({ 'one.yaml': REFUSED, 'two.yaml': REFUSED })
  await using watching = new Watching(join(folder, 'one.yaml'), join(folder, 'two.yaml'))
  t.match(await watching.round(1), /2 runs in .*: 2 as expected/)
  writeFileSync(join(folder, 'two.yaml'), REFUSED.replace('status: 502', 'status: 503'))
  t.match(await watching.round(2), /two\.yaml has changed[\s\S]*✓ one [\s\S]*1 as expected, 1 FAILED/)
  t.notMatch(watching.said().out, /one\.yaml has changed/)
})

t.test('a remedy that a change has taken away is told; it was there at first', async t => {
  const file = join(t.testdir({ 'mine.yaml': REFUSED }), 'mine.yaml')
  await using watching = new Watching(file, '--remedy', 'start-it')
  t.match(await watching.round(1), /200, as expected/)
  writeFileSync(file, REFUSED.replace('start-it:', 'begin-it:'))
  await watching.round(2)
  t.match(watching.said().errors, /has no remedy "start-it"/)
})

t.test('what no change of a file could mend ends it, with exit code 2', async t => {
  const file = join(t.testdir({ 'mine.yaml': REFUSED }), 'mine.yaml')
  for (const [args, message] of [
    [['./no-such.yaml'], /cannot read \.\/no-such\.yaml/],
    [['no-such'], /there is no scenario "no-such"/],
    [[file, '--remedy', 'nothing'], /has no remedy "nothing"/],
    [[file, '--json'], /--watch tells run after run: it takes no --json/],
    [[], /--watch needs a scenario/]
  ] as const) {
    const { code, errors } = await gatecrash(['run', ...args, '--watch'])
    t.equal(code, 2)
    t.match(errors, message)
  }
})
