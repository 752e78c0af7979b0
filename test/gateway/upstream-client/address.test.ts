import t from 'tap'
import { parseUpstream } from '../../../src/gateway/upstream-client/index.js'

t.test('the addresses that are taken', t => {
  t.same(parseUpstream('http://127.0.0.1:9000'), { scheme: 'http', host: '127.0.0.1', port: 9000 })
  t.same(parseUpstream('http://app.test:9000/'), { scheme: 'http', host: 'app.test', port: 9000 })
  t.same(parseUpstream('http://app.test'), { scheme: 'http', host: 'app.test', port: 80 })
  t.same(parseUpstream('https://app.test'), { scheme: 'https', host: 'app.test', port: 443 })
  t.same(parseUpstream('http://[::1]:9000'), { scheme: 'http', host: '::1', port: 9000 })
  t.same(parseUpstream('unix:/run/app.sock'), { scheme: 'unix', path: '/run/app.sock' })
  t.same(parseUpstream('unix:///run/app.sock'), { scheme: 'unix', path: '/run/app.sock' })
  t.end()
})

const REFUSED: readonly (readonly [text: string, why: RegExp])[] = [
  ['', /none of them/],
  ['127.0.0.1:9000', /none of them/],
  ['localhost:9000', /none of them/],
  ['ftp://app.test', /none of them/],
  ['unix:relative.sock', /none of them/],
  ['http://', /none of them/],
  ['http:app.test', /host is missing/],
  ['http://app.test:0', /port from 1 to 65535/],
  ['http://app.test:70000', /none of them/],
  ['http://app.test/path', /without path/],
  ['http://app.test/?query', /without path/],
  ['http://app.test/#there', /without path/],
  ['http://user@app.test', /without user/],
  ['http://user:secret@app.test', /without user/]
]

for (const [text, why] of REFUSED) {
  t.test(`"${text}" is refused with what was expected`, t => {
    t.throws(() => parseUpstream(text), { message: /expected http:\/\/host:port, https:\/\/host:port or unix:\/path/ })
    t.throws(() => parseUpstream(text), { message: why })
    t.end()
  })
}

t.test('a password is not repeated in the message', t => {
  t.throws(() => parseUpstream('http://user:secret@app.test'), { message: /^(?!.*secret)/, code: 'usage' })
  t.end()
})
