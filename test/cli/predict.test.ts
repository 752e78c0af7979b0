import { spawn } from 'node:child_process'
import { once } from 'node:events'
import t from 'tap'
import { gatecrash, listen, MAIN, ROOT } from './played.js'

/** Runs the program with answers piped in. */
async function answering(args: readonly string[], answers: readonly string[]) {
  const env = { ...process.env, NO_COLOR: '', npm_lifecycle_event: '' }
  const child = spawn(process.execPath, [MAIN, ...args], { cwd: ROOT, env, stdio: ['pipe', 'pipe', 'pipe'] })
  const said = listen(child)
  child.stdin.end(answers.map(answer => `${answer}\n`).join(''))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, ...said() }
}

t.test('--predict asks first, without telling anything, and compares afterwards', async t => {
  const { code, out, errors } = await answering(
    ['run', 'slow-third-party', '--predict'],
    ['502', '1.1s', 'nobody', 'later']
  )
  t.equal(errors, '')
  t.equal(code, 0, 'a wrong guess is no failure')
  const [before = '', after = ''] = out.split('\nslow-third-party ')
  t.match(before, /client +GET \/checkout\n +gateway +the reference gateway \S+, connect 1s, read 1s\n/)
  t.match(before, /upstream +receive request, wait 1\.5s, respond 200\n/)
  t.equal(before.match(/\?/g)?.length, 4)
  t.notMatch(before, /504|waits for an API|third|payments/)
  t.match(after, /✗ status +502 +504\n +connection_read_timeout: RFC 9110/)
  t.match(after, /✓ after +1\.1s +1\.\d+ s\n/)
  t.match(after, /✗ work +nobody knows +yes\n +the upstream came to its end, for nobody\n/)
  t.match(after, /✓ retry +later +later\n +2 of 4 right\n$/)
})

t.test('the answers may stand behind it', async t => {
  const { code, out } = await gatecrash(['run', 'refused', '--predict=502,0,no,yes'])
  t.equal(code, 0)
  t.notMatch(out, '(yes, no, or nobody knows)')
  t.match(out, /4 of 4 right\n$/)
})

t.test('of several requests it is about the last one that fails', async t => {
  const post = await answering(['run', 'keepalive-race-post', '--predict'], ['502', '0', 'no', 'no'])
  t.match(post.out, /About POST \/orders, number 2 of 2:/)
  t.match(post.out, /4 of 4 right\n$/)
  const first = await answering(['run', 'cold-start', '--predict'], ['504', '1s', 'yes', 'later'])
  t.match(first.out, /About GET \/, number 1 of 2:[\s\S]*4 of 4 right\n$/)
})

t.test('answers that do not fit, or are too few, are told before anything is played', async t => {
  const odd = await answering(['run', 'hang', '--predict'], ['slow'])
  t.equal(odd.code, 2)
  t.match(odd.errors, 'gatecrash: --predict: expected a status such as 502, or none, found "slow"')
  const few = await answering(['run', 'hang', '--predict'], ['504', '1s'])
  t.match(few.errors, /expected 4 answers, found 2\nPipe one answer a line, or say --predict=504,1s,yes,later\./)
  const typed = await gatecrash(['run', 'hang', '--predict=504,1s'])
  t.match(typed.errors, '--predict: expected answers such as 504,1s,yes,later, found "504,1s"')
  const both = await gatecrash(['run', 'hang', '--predict=504,1s,no,no', '--json'])
  t.match(both.errors, '--predict tells the whole run: it takes no --json')
  const several = await gatecrash(['run', 'hang', 'crash', '--predict=504,1s,no,no'])
  t.match(several.errors, '--predict shows one run, found 2')
})
