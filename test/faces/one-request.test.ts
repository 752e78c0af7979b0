import { once } from 'node:events'
import { connect } from 'node:net'
import t from 'tap'
import { startFace } from '../../src/faces/index.js'
import { whyMissing } from '../needs.js'
import { realNginx } from './real-nginx.js'
import { playedScript } from './script.js'

const skip = whyMissing('nginx')
const ANY = { host: '127.0.0.1', port: 0 }

/** What nginx makes of the script behind it. */
const ANSWERS = [
  ['ok', '200 whole ok'],
  ['empty', '204 whole'],
  ['early', '200 whole ok'],
  ['chunked', '200 whole chunked'],
  ['endless', '200 whole up to the end'],
  ['own', '503 whole busy'],
  ['hang', '504 whole by nginx'],
  ['close', '502 whole by nginx'],
  ['reset', '502 whole by nginx'],
  ['garbage', '502 whole by nginx'],
  ['cut', '200 cut four'],
  // Where no length was told the end of the connection is the end of the answer: that is all that these protocols have.
  ['cut-chunked', '200 whole four']
] as const

/** A request by hand, in the words of each protocol. */
const BY_HAND = {
  scgi: (text: string) => {
    const variables = `CONTENT_LENGTH\0${5}\0SCGI\x001\0REQUEST_METHOD\0POST\0REQUEST_URI\0${text}\0`
    return `${variables.length}:${variables},order`
  },
  uwsgi: (text: string) => {
    const variables = ['CONTENT_LENGTH', '5', 'REQUEST_METHOD', 'POST', 'REQUEST_URI', text].map(each => {
      return `${String.fromCharCode(each.length)}\0${each}`
    })
    return `\0${String.fromCharCode(variables.join('').length)}\0\0${variables.join('')}order`
  }
}

const STATUS = { scgi: 'Status: ', uwsgi: 'HTTP/1.1 ' }

for (const protocol of ['scgi', 'uwsgi'] as const) {
  const face = async (upstream: { host: string; port: number }) => {
    const face = await startFace({ protocol, at: ANY, upstream })
    return Object.assign(face, { port: 'port' in face.at ? face.at.port : 0 })
  }

  const params = `${protocol}_read_timeout 300ms; ${protocol}_param REQUEST_METHOD $request_method;
    ${protocol}_param REQUEST_URI $request_uri; ${protocol}_param CONTENT_LENGTH $content_length;`

  t.test(`nginx talks ${protocol} to a script`, { skip }, async t => {
    await using script = await playedScript()
    await using at = await face(script)
    await using nginx = await realNginx(`location / { ${protocol}_pass 127.0.0.1:${at.port}; ${params} }`)
    for (const [path, expected] of ANSWERS) t.equal(await nginx.ask(`/${path}`), expected, path)
    t.match(await nginx.ask('/reset-body'), '200 cut')
    t.equal(await nginx.ask('/a/echo?b', 'order'), '201 whole order')
    const lines = script.asked.at(-1)?.head.split('\r\n') ?? []
    t.equal(lines[0], 'POST /a/echo?b HTTP/1.1')
    for (const line of ['Host: shop.example.com', 'X-Colour: blue', 'Content-Length: 5', 'Connection: close']) {
      t.ok(lines.includes(line), line)
    }
    t.equal((await nginx.ask('/large')).length, 1_000_000 + '200 whole '.length)
  })

  t.test(`a request in ${protocol} may come byte by byte, and its answer ends with the connection`, async t => {
    await using script = await playedScript()
    await using at = await face(script)
    const socket = connect({ port: at.port, host: '127.0.0.1', noDelay: true })
    for (const byte of Buffer.from(BY_HAND[protocol]('/echo'), 'latin1')) {
      await new Promise(resolve => socket.write(Buffer.of(byte), resolve))
    }
    let answer = ''
    socket.on('data', bytes => {
      answer += bytes
    })
    await once(socket, 'end')
    t.equal(answer, `${STATUS[protocol]}201 Made\r\nContent-Length: 5\r\n\r\norder`)
    t.equal(script.asked[0]?.body, 'order')
  })

  t.test(`who speaks no ${protocol} is left, and the script is not asked`, async t => {
    await using script = await playedScript()
    await using at = await face(script)
    for (const wrong of ['GET / HTTP/1.1\r\n\r\n', '3:a\0b;', '4:a\0b,c', '\0\x03\0\0\x09\0a']) {
      if (wrong.startsWith('\0') && protocol === 'scgi') continue
      const socket = connect({ port: at.port, host: '127.0.0.1' }).resume()
      socket.write(Buffer.from(wrong, 'latin1'))
      await once(socket, 'end')
    }
    t.same(script.asked, [])
  })

  t.test(`a script that resets while ${protocol} is spoken resets the connection`, async t => {
    await using script = await playedScript()
    await using at = await face(script)
    const socket = connect({ port: at.port, host: '127.0.0.1' }).resume()
    socket.write(Buffer.from(BY_HAND[protocol]('/reset'), 'latin1'))
    const [error] = await once(socket, 'error')
    t.equal(error.code, 'ECONNRESET')
  })
}
