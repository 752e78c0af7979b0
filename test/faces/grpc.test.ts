import { once } from 'node:events'
import { type ClientHttp2Session, connect } from 'node:http2'
import t from 'tap'
import { startFace } from '../../src/faces/index.js'
import { whyMissing } from '../needs.js'
import { eventually } from '../upstream/fixtures/stage.js'
import { realNginx } from './real-nginx.js'
import { playedScript } from './script.js'

const skip = whyMissing('nginx')
const ANY = { host: '127.0.0.1', port: 0 }
const WAYS = ['grpc', 'grpcs'] as const

/** What nginx makes of the script behind it. */
const ANSWERS = [
  ['ok', '200 whole \0\0\0\0\x02ok'],
  ['early', '200 whole \0\0\0\0\x02ok'],
  ['chunked', '200 whole \0\0\0\0\x03chu\0\0\0\0\x04nked'],
  ['none', '200 whole \0\0\0\0\0'],
  ['endless', '200 whole \0\0\0\0\x0dup to the end'],
  ['own', '503 whole busy'],
  ['hang', '504 whole by nginx'],
  ['close', '502 whole by nginx'],
  ['reset', '502 whole by nginx'],
  ['garbage', '502 whole by nginx'],
  ['bad-field', '502 whole by nginx'],
  ['odd-status', '502 whole by nginx']
] as const

async function grpcFace(protocol: 'grpc' | 'grpcs', upstream: { host: string; port: number }) {
  const face = await startFace({ protocol, at: ANY, upstream })
  return Object.assign(face, { port: 'port' in face.at ? face.at.port : 0 })
}

for (const protocol of WAYS) {
  t.test(`nginx talks ${protocol} to a script`, { skip }, async t => {
    await using script = await playedScript()
    await using face = await grpcFace(protocol, script)
    const to = `location / { grpc_pass ${protocol}://127.0.0.1:${face.port}; grpc_read_timeout 300ms; }`
    await using nginx = await realNginx(to)
    for (const [path, expected] of ANSWERS) t.equal(await nginx.ask(`/${path}`), expected, path)
    for (const path of ['cut', 'cut-chunked', 'reset-body']) t.match(await nginx.ask(`/${path}`), '200 cut', path)
    t.equal(await nginx.ask('/a/echo?b', 'order'), '201 whole order')
    const lines = script.asked.at(-1)?.head.split('\r\n') ?? []
    t.equal(lines[0], 'POST /a/echo?b HTTP/1.1')
    for (const line of ['x-colour: blue', 'content-length: 5', `Host: 127.0.0.1:${face.port}`]) {
      t.ok(lines.includes(line), line)
    }
    t.equal((await nginx.ask('/large')).replace(/[^x]/g, '').length, 1_000_000)
  })
}

interface Called {
  readonly call: ReturnType<ClientHttp2Session['request']>
  readonly session: ClientHttp2Session
}

function called(port: number, path: string, method = 'POST'): Called {
  const session = connect(`http://127.0.0.1:${port}`).on('error', () => undefined)
  const call = session.request({ ':method': method, ':path': path, te: 'trailers' }).on('error', () => undefined)
  return { call, session }
}

t.test('a client of gRPC gets a message and the status 0 in trailers', async t => {
  await using script = await playedScript()
  await using face = await grpcFace('grpc', script)
  const { call, session } = called(face.port, '/none')
  call.end(Buffer.of(0, 0, 0, 0, 0))
  const trailers = once(call, 'trailers')
  const [headers] = await once(call, 'response')
  t.match(headers, { ':status': 200, 'content-type': 'application/grpc' })
  t.same((await once(call, 'data'))[0], Buffer.alloc(5))
  t.match((await trailers)[0], { 'grpc-status': '0' })
  t.match(script.asked[0], { head: /\r\nTransfer-Encoding: chunked\r\n/, body: '5\r\n\0\0\0\0\0\r\n0\r\n\r\n' })
  session.destroy()
})

t.test('each piece of an answer is a message, before the next is sent', async t => {
  await using script = await playedScript()
  await using face = await grpcFace('grpc', script)
  const { call, session } = called(face.port, '/pieces', 'GET')
  await script.send('HTTP/1.1 200 OK\r\n\r\n')
  await once(call, 'response')
  for (const piece of ['one', 'two']) {
    const data = once(call, 'data')
    await script.send(piece)
    t.equal(String((await data)[0]), `\0\0\0\0\x03${piece}`)
  }
  session.destroy()
})

for (const [path, ends] of [
  ['close', 'close'],
  ['cut', 'close'],
  ['reset', 'ECONNRESET'],
  ['reset-body', 'ECONNRESET']
] as const) {
  t.test(`a script that does ${path} takes the connection with it: ${ends}`, async t => {
    await using script = await playedScript()
    await using face = await grpcFace('grpc', script)
    const { call, session } = called(face.port, `/${path}`)
    let error = ''
    session.on('error', (each: NodeJS.ErrnoException) => {
      error = each.code ?? ''
    })
    let wentAway = false
    session.on('goaway', () => {
      wentAway = true
    })
    call.end().resume()
    await new Promise(resolve => session.once('close', resolve))
    t.equal(error || 'close', ends)
    t.notOk(wentAway, 'nobody says goodbye')
  })
}

t.test('a call that is cancelled is seen by the script', async t => {
  await using script = await playedScript()
  await using face = await grpcFace('grpc', script)
  const { call, session } = called(face.port, '/hang')
  call.end()
  await eventually(() => script.asked.length === 1)
  call.close(8)
  await eventually(() => script.left.includes('fin'))
  t.same(script.left, ['fin'])
  session.destroy()
})
