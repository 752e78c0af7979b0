import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

// `npm test`: lint, unused code, then every test, then one line of counts. Type errors have stopped it before: this file is compiled too.
// GATECRASH_SKIP=forbidden makes every skipped test a failure, as CI does where all programs are installed.

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const SKIPPED = /^ *ok \d+ - (.*?) # SKIP (.*)$/
const COUNTS = /^# \{ total: \d+(?:, pass: (\d+))?(?:, fail: (\d+))?(?:, todo: \d+)?(?:, skip: (\d+))? \}$/

interface Told {
  passed: number
  failed: number
  skipped: string[]
}

process.exitCode = await main(process.argv.slice(2))

async function main(files: readonly string[]): Promise<number> {
  if (!check('lint', ['biome', 'check', '--error-on-warnings', '.'])) return 1
  if (!check('unused code', ['knip'])) return 1
  console.log('# tests')
  return close(await runTests(files))
}

function check(name: string, [program = '', ...args]: readonly string[]): boolean {
  console.log(`# ${name}`)
  const { status } = spawnSync(binary(program), args, { cwd: ROOT, stdio: 'inherit' })
  if (status !== 0) console.log(`\n${name} failed: ${program} ${args.join(' ')}\n0 passed, 1 failed`)
  return status === 0
}

/** Runs tap; a file that passes is one line, one that fails is told whole. */
async function runTests(files: readonly string[]): Promise<Told & { status: number }> {
  const tap = spawn(binary('tap'), ['--reporter=tap', ...files], { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] })
  const exit = once(tap, 'exit')
  const told: Told = { passed: 0, failed: 0, skipped: [] }
  let block: string[] = []
  for await (const line of createInterface({ input: tap.stdout })) {
    read(line, told)
    block.push(line)
    if (!/^(not )?ok /.test(line)) continue
    console.log(
      line.startsWith('not ok') ? block.join('\n') : line.replace('build/test/', '').replace(/\.test\.js/, '')
    )
    block = []
  }
  const [status] = await exit
  return { ...told, status: status ?? 1 }
}

function read(line: string, told: Told): void {
  const [, name, why] = SKIPPED.exec(line) ?? []
  if (name !== undefined) told.skipped.push(`${name}: ${why}`)
  const counts = COUNTS.exec(line)
  if (counts === null) return
  told.passed = Number(counts[1] ?? 0)
  told.failed = Number(counts[2] ?? 0)
}

/** Names what was skipped, and closes with one line of counts. */
function close({ passed, failed, skipped, status }: Told & { status: number }): number {
  for (const line of skipped) console.log(`skipped  ${line}`)
  const forbidden = process.env.GATECRASH_SKIP === 'forbidden' ? skipped.length : 0
  if (forbidden > 0) console.log('skipping is forbidden here')
  const broken = failed + forbidden || (status === 0 ? 0 : 1)
  const rest = skipped.length - forbidden
  console.log(`\n${passed} passed, ${broken} failed${rest > 0 ? `, ${rest} skipped` : ''}`)
  return broken > 0 ? 1 : 0
}

function binary(program: string): string {
  return `${ROOT}node_modules/.bin/${program}`
}
