import { execFile, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { parse } from 'yaml'
import { whyMissing } from './needs.js'
import { noSandbox } from './sandbox/sandboxed.js'

t.setTimeout(120_000)

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const SCRIPT = join(ROOT, 'tools/check-in-ci')

interface Step {
  readonly name: string
  readonly run: string
  readonly if?: string
  readonly env?: Readonly<Record<string, string>>
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>
  readonly runs: { readonly using: string; readonly steps: readonly Step[] }
}

const action = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as Action
const { steps } = action.runs

t.test('every input is told, has a default, and is used', async t => {
  const used = new Set([...JSON.stringify(steps).matchAll(/\binputs\.(\w+)/g)].map(([, name]) => name))
  t.same([...used].sort(), Object.keys(action.inputs).sort())
  for (const [name, { description, default: value }] of Object.entries(action.inputs)) {
    t.match(description, /\S/, name)
    t.type(value, 'string', name)
  }
})

t.test('no input gets into a script but as a variable, which nobody runs', async t => {
  for (const { run, name } of steps) t.notMatch(run, /\$\{\{/, name)
})

t.test('every step is a script that bash reads, and uses what is put into its environment', async t => {
  for (const { name, run, env = {} } of steps) {
    const { status, stderr } = spawnSync('bash', ['-n', '-c', run], { encoding: 'utf8' })
    t.equal(status, 0, `${name}: ${stderr}`)
    const text = run.includes('tools/check-in-ci') ? readFileSync(SCRIPT, 'utf8') : run
    t.same(
      Object.keys(env).filter(variable => !new RegExp(`\\$\\{?${variable}\\b`).test(text)),
      [],
      name
    )
  }
})

t.test('what the action runs and installs is there', async t => {
  const installs = spawnSync(join(ROOT, 'tools/install-programs'), ['nothing-of-that-name'], { encoding: 'utf8' })
  for (const name of ['faketime', 'iproute2', ...(action.inputs.install?.default.split(' ') ?? [])])
    t.match(installs.stderr, new RegExp(` ${name}( |$)`, 'm'))
  const { status, stderr } = spawnSync('bash', ['-n', SCRIPT], { encoding: 'utf8' })
  t.equal(status, 0, stderr)
})

const CONFIGURATION = `events { }
http {
  server {
    listen 80;
    location / {
      proxy_pass http://app:8080;
      proxy_read_timeout 40s;
    }
  }
}
`
const RULES = 'configuration: nginx.conf\nfailures: [ hang ]\nrules:\n  - every failure answers within 30s\n'
const skip = whyMissing('nginx') || noSandbox

t.test('a finding stands on its line and in the summary, and fails nobody', { skip }, async t => {
  const { code, out, summary } = await inCi(t.testdir({ 'nginx.conf': CONFIGURATION }), {
    CONFIGURATION: 'nginx.conf',
    FAILURES: 'big-header\n'
  })
  t.equal(code, 0, out)
  t.match(out, /^::warning file=nginx\.conf,line=5,title=An answer with a large head.*%2C.*::on \/: big-header: 502/m)
  t.match(summary(), /^## nginx\.conf on nginx \d/)
  t.match(summary(), /An answer with a large head/)
})

t.test(
  'a broken rule fails, on its line; each configuration has its turn, and a report of its own',
  { skip },
  async t => {
    const folder = t.testdir({ 'nginx.conf': CONFIGURATION, 'gatecrash.yaml': RULES })
    const { code, out, summary } = await inCi(folder, {
      CONFIGURATION: 'gatecrash.yaml\n\nnginx.conf\n',
      FAILURES: 'hang',
      ROUTES: '/',
      STRICT: 'true',
      JUNIT: 'report.xml'
    })
    t.equal(code, 1, out)
    t.match(out, /^::error file=gatecrash\.yaml,line=4,title=every failure answers within 30s::\/ on hang: /m)
    t.equal(summary().match(/^## nginx\.conf on nginx/gm)?.length, 2)
    t.match(readFileSync(join(folder, 'report.xml'), 'utf8'), /failures="1"/)
    t.match(readFileSync(join(folder, 'report.2.xml'), 'utf8'), /failures="0"/)
  }
)

t.test('what cannot be checked is told in the same places, with exit code 2', async t => {
  const { code, out, errors, summary } = await inCi(t.testdir({}), { CONFIGURATION: 'no,such.conf' })
  t.equal(code, 2, out)
  t.match(errors, /there is no .*no,such\.conf/)
  t.match(out, /^::error file=no%2Csuch\.conf,title=This could not be checked::.*there is no [^\n]*no,such\.conf/m)
  t.match(summary(), /^## This could not be checked: no,such\.conf\n\n {4}\S/)
})

/** What the action's last step does in the folder of a repository. */
async function inCi(folder: string, inputs: NodeJS.ProcessEnv) {
  const page = join(folder, 'summary.md')
  const env = { ...process.env, ...inputs, NO_COLOR: '1', GITHUB_WORKSPACE: folder, GITHUB_STEP_SUMMARY: page }
  return new Promise<{ code: number; out: string; errors: string; summary: () => string }>(resolve => {
    const child = execFile(SCRIPT, { cwd: folder, env }, (_error, out, errors) =>
      resolve({ code: child.exitCode ?? -1, out, errors, summary: () => readFileSync(page, 'utf8') })
    )
  })
}
