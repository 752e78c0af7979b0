import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

// `npm test`: lint, then every test, then one line of counts. Type errors have stopped it before: this file is compiled too.
// GATECRASH_SKIP=forbidden makes every skipped test a failure, as CI does where all programs are installed.

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const OUTPUT = '.tap/gatecrash.tap'

process.exitCode = main()

function main(): number {
  step('lint', ['biome', 'check', '--error-on-warnings', '.'])
  step('unused code', ['knip'])
  mkdirSync(`${ROOT}.tap`, { recursive: true })
  const status = call(['tap', '--reporter=terse', `--output-file=${OUTPUT}`, ...process.argv.slice(2)])
  return tell(readFileSync(`${ROOT}${OUTPUT}`, 'utf8'), status)
}

function step(name: string, command: readonly string[]): void {
  process.stdout.write(`# ${name}\n`)
  const status = call(command)
  if (status === 0) return
  process.stdout.write(`\n${name} failed: ${command.join(' ')}\n0 passed, 1 failed\n`)
  process.exit(1)
}

function call([program = '', ...args]: readonly string[]): number {
  const found = spawnSync(`${ROOT}node_modules/.bin/${program}`, args, { cwd: ROOT, stdio: 'inherit' })
  return found.status ?? 1
}

/** Counts what tap wrote, names what was skipped, and closes with one line. */
function tell(output: string, status: number): number {
  const counts = /^# \{ total: \d+(?:, pass: (\d+))?(?:, fail: (\d+))?(?:, todo: \d+)?(?:, skip: (\d+))? \}$/m.exec(
    output
  )
  const [passed = 0, failed = 0, skipped = 0] = (counts ?? []).slice(1).map(count => Number(count ?? 0))
  const reasons = [...output.matchAll(/^ *ok \d+ - (.*?) # SKIP (.*)$/gm)]
  if (reasons.length > 0)
    process.stdout.write(`\nskipped:\n${reasons.map(([, name, why]) => `  ${name}: ${why}\n`).join('')}`)
  const forbidden = process.env.GATECRASH_SKIP === 'forbidden' && skipped > 0
  if (forbidden) process.stdout.write('\nskipping is forbidden here\n')
  const broken = failed + (forbidden ? skipped : 0) + (status !== 0 && failed === 0 ? 1 : 0)
  process.stdout.write(
    `\n${passed} passed, ${broken} failed${skipped > 0 && !forbidden ? `, ${skipped} skipped` : ''}\n`
  )
  return broken > 0 ? 1 : 0
}
