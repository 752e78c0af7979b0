import t from 'tap'
import { gatecrash } from './played.js'

const WRONG: readonly (readonly [readonly string[], RegExp])[] = [
  [['gatway'], /there is no command "gatway"\nDid you mean gatecrash gateway\?/],
  [['run', 'slow-bd'], /there is no scenario "slow-bd"\nDid you mean slow-db\?/],
  [['run', 'nothing-*'], /there is no scenario "nothing-\*"/],
  [['run', 'hang', '--spede', '3'], /run has no option --spede\nDid you mean --speed\?/],
  [
    ['run', 'hang', '--remedy', 'limit-insde'],
    /hang has no remedy "limit-insde"\nIt has: .*Did you mean limit-inside\?/
  ],
  [['run', 'hang', 'crash', '--remedy', 'x'], /--remedy x needs one scenario, found 2/],
  [['run', 'hang', '--speed', '100'], /--speed 100 is too fast: .*\nThe highest for it is 50\./],
  [['run', 'hang', '--target', 'ngnix'], /no target ngnix/],
  [['run', 'hang', '--target', 'nginx=/nowhere/nginx'], /\/nowhere\/nginx/],
  [['run', '--all', 'hang'], /--all and names exclude each other/],
  [['run', '--speed', '2'], /--speed needs a scenario/],
  [['run', './no-such.yaml'], /cannot read \.\/no-such\.yaml: there is no such file/],
  [['run', 'test/scenario/mistakes/unknown-step.yaml'], /unknown-step\.yaml:6:5: expected a step/],
  [['run', 'ok', 'scenarios/ok.yaml'], /two scenarios are called ok: .*ok\.yaml and .*ok\.yaml\nRun one after/],
  [['serve', 'hang', 'crash'], /serve needs one scenario, found 2/],
  [['serve', 'hang', '--gateway-port', 'x'], /--gateway-port: expected a whole number from 0 to 65535, found "x"/],
  [['validate'], /validate needs scenario files/],
  [
    ['validate', 'scenarios/ok.yaml', 'test/scenario/mistakes/unknown-step.yaml'],
    /did you mean "receive"\?[\s\S]*1 mistake/
  ],
  [['gateway'], /gateway needs --upstream URL/],
  [['gateway', '--upstream', 'ftp://x'], /expected http:\/\/host:port, https:\/\/host:port or unix:\/path/],
  [
    ['gateway', '--upstream', 'http://127.0.0.1:9', '--port', '70000'],
    /--port: expected a whole number from 0 to 65535/
  ],
  [['gateway', '--upstream', 'https://127.0.0.1:9', '--ca', '/nowhere.pem'], /--ca: cannot read \/nowhere\.pem/]
]

for (const [args, message] of WRONG) {
  t.test(`gatecrash ${args.join(' ')} is told what is wrong, with exit code 2`, async t => {
    const { code, out, errors } = await gatecrash(args)
    t.equal(code, 2)
    t.match(errors, message)
    t.equal(out, '', 'reports and complaints do not mix')
    t.notMatch(errors, /\n +at /, 'no stack')
  })
}

t.test('npm swallows an option without two dashes before it, and we say so', async t => {
  const env = { npm_lifecycle_event: 'scenario', npm_config_remedy: 'limit-inside' }
  const { code, errors } = await gatecrash(['run', 'hang'], env)
  t.equal(code, 2)
  t.match(errors, /Put -- before it/)
})

t.test('help is there for the program and for each command', async t => {
  const { code, out } = await gatecrash(['--help'])
  t.equal(code, 0)
  for (const command of [
    'run',
    'matrix',
    'targets',
    'timers',
    'serve',
    'explain',
    'gateway',
    'new',
    'upstream',
    'validate',
    'doctor',
    'schema'
  ]) {
    t.match(out, new RegExp(`^  ${command} `, 'm'))
    const help = await gatecrash([command, '--help'])
    t.equal(help.code, 0)
    t.match(help.out, new RegExp(`^Usage: gatecrash ${command}[\\s\\S]*\nExamples:\n`))
  }
})

t.test('without a name the scenarios are listed, common ones first', async t => {
  const { code, out } = await gatecrash(['run'])
  t.equal(code, 0)
  t.ok(out.indexOf('slow-db') < out.indexOf('dripping-head'))
  t.match(out, /refused +502 +Nothing listens/)
})
