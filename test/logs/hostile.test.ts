import { Readable } from 'node:stream'
import t from 'tap'
import { understood } from '../../src/explain/question.js'
import { Tally } from '../../src/explain/tally.js'
import { LONGEST } from '../../src/logs/lines/clean.js'
import { readLine } from '../../src/logs/lines/read-line.js'
import { linesOf } from '../../src/logs/lines/read-log.js'

const PIECES = [
  'a',
  ' ',
  '"',
  '\\',
  '\\"',
  '[',
  '{',
  '0/',
  '1/2/3/4/5 ',
  ', ',
  '; error=',
  'a=',
  'upstream: ',
  ' while ',
  '- - [',
  '/',
  '.',
  ':',
  '::',
  'AH0',
  '(',
  '\t',
  '1 ',
  '-1 ',
  'x: '
]

const FRAMES = [
  (text: string) => text,
  (text: string) => `[20/Nov/2026:17:48:52 +0000] "${text}`,
  (text: string) => `[20/Nov/2026:17:48:52.123] ${text}`,
  (text: string) => `[2026-11-20T17:48:52.123Z] "${text}" 503 UF ${text}`,
  (text: string) => `2026/11/20 17:48:52 [error] 1#1: *1 ${text}`,
  (text: string) => `http 2026-11-20T17:48:52.1Z app/x 1:1 ${text}`,
  (text: string) => `time="x" level=debug msg="${text}`,
  (text: string) => `Proxy-Status: ${text}`,
  (text: string) => `1.2.3.4 - - [20/Nov/2026:17:48:52 +0000] "GET / HTTP/1.1" 502 1 ${text}`
]

t.test('a line that was written to be expensive costs no more than its length', async t => {
  for (const frame of FRAMES)
    for (const piece of PIECES) {
      const line = frame(piece.repeat(LONGEST / piece.length))
      const began = process.cpuUsage()
      readLine(line)
      const spent = process.cpuUsage(began).user / 1000
      // A regular expression that goes wrong takes minutes for 8 KB, or for ever.
      t.ok(spent < 3000, `${Math.round(spent)} ms for ${JSON.stringify(line.slice(0, 60))}`)
    }
})

t.test('a line without an end is cut, and the next one is read', async t => {
  const endless = Readable.from([
    ...Array.from({ length: 400 }, () => 'x'.repeat(1000)),
    '\nconnect ECONNREFUSED 127.0.0.1:1\n'
  ])
  const lines: string[] = []
  for await (const line of linesOf(endless)) lines.push(line)
  t.equal(lines.length, 2)
  t.ok((lines[0]?.length ?? 0) <= LONGEST + 1)
  t.equal(lines[1], 'connect ECONNREFUSED 127.0.0.1:1')
})

t.test('a log with ever new routes and upstreams does not grow', async t => {
  const tally = new Tally()
  for (let at = 0; at < 5000; at++)
    tally.take(
      `2026/11/20 17:48:52 [error] 1#1: *1 connect() failed (111: Connection refused) while connecting to upstream, client: 1.2.3.4, server: , request: "GET /p${at}x HTTP/1.1", upstream: "http://h${at}:80/", host: "x"`
    )
  const [seen] = tally.seen()
  t.equal(seen?.count, 5000)
  t.equal(seen?.routes.top(10_000).length, 200)
  t.equal(seen?.routes.rest, 4800)
})

t.test('nothing of a line reaches a command but an address', async t => {
  const question = understood(
    '2026/11/20 17:48:52 [error] 1#1: *1 connect() failed (111: Connection refused) while connecting to upstream, client: 1.2.3.4, server: , request: "GET / HTTP/1.1", upstream: "http://a`reboot`:80/", host: "x"'
  )
  t.match(question, { kind: 'line', findings: [{ cause: 'refused', upstream: undefined }] })
})

t.test('control characters are gone before anything is read', async t => {
  const question = understood('\u001b]0;title\u0007Error: connect ECONN\u200bREFUSED 127.0.0.1:9000\u001b[2J')
  t.match(question, { findings: [{ cause: 'refused', words: 'Error: connect ECONNREFUSED 127.0.0.1:9000' }] })
})
