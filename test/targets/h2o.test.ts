import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'
import type { GatewayWords } from '../../src/core/gateway-words.js'
import { h2o } from '../../src/targets/h2o.js'
import { targetNamed } from '../../src/targets/index.js'
import { entriesOf } from '../../src/targets/said.js'
import { whyMissing } from '../needs.js'
import { keepsTheContract } from './contract.js'

keepsTheContract('h2o', {
  failures: [
    ['/close', '502 whole', 'head', 'connection_terminated'],
    ['/reset', '502 whole', 'head', 'connection_terminated'],
    // One word (I/O timeout) for what is not sent and what does not come.
    ['/hang', '502 whole', undefined, undefined],
    ['/stalled-head', '502 whole', undefined, undefined],
    ['/bad-field', '502 whole', 'head', 'http_protocol_error'],
    ['/garbage', '502 whole', 'head', 'http_protocol_error'],
    ['/cut', '200 cut', 'body', 'http_response_incomplete'],
    ['/bad-chunk', '200 cut', 'body', 'http_response_transfer_coding'],
    ['/stalled-body', '200 cut', 'body', 'connection_read_timeout']
  ],
  refused: 502,
  unsaid: ['connect', 'write', 'head', 'total']
})

t.test('a line of its log is read whole', async t => {
  const line =
    '{"request":"POST /orders?item=7 HTTP/1.1","status":"502","asked":"0.013","head":"3.001","end":"3.014","error":"[lib/core/proxy.c] I/O error (send request)"}'
  t.match(entriesOf([line], h2o.read), [
    {
      level: 'error',
      method: 'POST',
      path: '/orders?item=7',
      status: 502,
      phase: 'send',
      error: 'connection_terminated',
      timings: { head: 3014, end: 3014 }
    }
  ])
  t.equal(h2o.read('[lib/core/proxy.c] in request:/orders:I/O error (send request)'), undefined)
})

/** What is asked for, and a piece of what H2O is told. */
const SAID: readonly [string, GatewayWords, RegExp][] = [
  ['a time for requests', { request: 2000 }, /^http1-request-timeout: 2$/m],
  [
    'an answer of its own',
    { answer: { status: 503, 'retry-after': 60, body: "it's \\ shut" } },
    /"\/":\n[\s\S]+mruby\.handler: \|\n +Proc\.new \{\|env\| \[503, \{"retry-after" => "60"\}, \['it\\'s \\\\ shut'\]\] \}/
  ],
  ['one but for a path', { answer: { status: 503, except: '/status' } }, /"\/status":[\s\S]*proxy\.reverse\.url/]
]

for (const [title, words, expected] of SAID) {
  t.test(`H2O is told of ${title}, and takes it`, { skip: whyMissing('h2o') }, async t => {
    const folder = t.testdir()
    const plan = {
      upstreams: [{ name: 'upstream', host: '127.0.0.1', port: 9000 }],
      words,
      host: '127.0.0.1',
      limits: {},
      noticed: () => {}
    }
    const found = await targetNamed('h2o').find()
    const program = found.here ? (found.program ?? '') : ''
    const files = h2o.files({ plan, port: 8080, folder, program, asRoot: process.getuid?.() === 0 })
    const text = files['h2o.conf'] as string
    t.match(text, expected)
    await writeFile(join(folder, 'h2o.conf'), text)
    const { stderr, stdout } = await promisify(execFile)(program, ['-t', '-c', 'h2o.conf'], { cwd: folder })
    t.match(stderr + stdout, 'configuration OK')
  })
}

t.test('what H2O has no word for is named', async t => {
  const target = targetNamed('h2o')
  const unsaid = (words: GatewayWords) => target.cannotSay({ words, upstreams: 1, marks: [], limits: {} })
  t.same(unsaid({ retry: 1, limit: 2 }), ['retry', 'limit'])
  t.match(unsaid({ request: 1500 }), [/whole seconds/])
})
