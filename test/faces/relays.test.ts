import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect as connectTls } from 'node:tls'
import t, { type Test } from 'tap'
import { makeCertificate, startFace } from '../../src/faces/index.js'
import { rawGateway } from '../client/played.js'
import { whyMissing } from '../needs.js'
import { eventually } from '../upstream/fixtures/stage.js'
import { realNginx } from './real-nginx.js'
import { playedScript } from './script.js'

const skip = whyMissing('nginx')
const ANY = { host: '127.0.0.1', port: 0 }

/** What nginx makes of the script, behind a unix socket and in TLS. */
const ANSWERS = [
  ['ok', '200 whole ok'],
  ['chunked', '200 whole chunked'],
  ['hang', '504 whole by nginx'],
  ['close', '502 whole by nginx'],
  ['reset', '502 whole by nginx'],
  ['cut', '200 cut four'],
  ['reset-body', '200 cut four'],
  ['own', '503 whole busy']
] as const

/** A folder whose path leaves room for the name of a socket. */
function shortFolder(t: Test): string {
  const folder = mkdtempSync(join(tmpdir(), 'faces-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  return folder
}

async function bothFaces(folder: string, upstream: { host: string; port: number }) {
  const unix = await startFace({ protocol: 'http', at: { socket: `${folder}/app.sock` }, upstream })
  const tls = await startFace({ protocol: 'https', at: ANY, upstream })
  return { unix, tls, port: 'port' in tls.at ? tls.at.port : 0 }
}

t.test('nginx talks to a script through a unix socket and in TLS', { skip }, async t => {
  await using script = await playedScript()
  const { unix, tls, port } = await bothFaces(shortFolder(t), script)
  const at = 'socket' in unix.at ? unix.at.socket : ''
  await using nginx = await realNginx(
    `proxy_read_timeout 300ms;
    location /unix/ { proxy_pass http://unix:${at}:; }
    location /tls/ { proxy_pass https://127.0.0.1:${port}; proxy_ssl_server_name on; proxy_ssl_name any.example.com; }`
  )
  for (const way of ['unix', 'tls']) {
    for (const [path, expected] of ANSWERS) t.equal(await nginx.ask(`/${way}/${path}`), expected, `${way} ${path}`)
    t.equal(await nginx.ask(`/${way}/echo`, 'order'), '201 whole order')
    t.match(script.asked.at(-1)?.head, new RegExp(`^POST /${way}/echo HTTP/1.0\r\n`))
  }
  await unix[Symbol.asyncDispose]()
  await tls[Symbol.asyncDispose]()
})

t.test('anybody may use the socket, which is gone with the face', async t => {
  const socket = `${shortFolder(t)}/app.sock`
  const plan = { protocol: 'http', at: { socket }, upstream: ANY } as const
  const face = await startFace(plan)
  t.equal(statSync(socket).mode & 0o777, 0o666)
  await t.rejects(startFace(plan), { code: 'port-busy', message: `somebody else listens at ${socket}` })
  await face[Symbol.asyncDispose]()
  t.throws(() => statSync(socket), { code: 'ENOENT' })
})

t.test('a place that cannot be listened at is told', async t => {
  const at = { socket: `${shortFolder(t)}/no/folder.sock` }
  await t.rejects(startFace({ protocol: 'http', at, upstream: ANY }), { code: 'start-failed', message: at.socket })
  const long = { socket: `/tmp/${'long'.repeat(30)}` }
  await t.rejects(startFace({ protocol: 'http', at: long, upstream: ANY }), { message: /107|103 bytes at most/ })
})

t.test('a socket that somebody has left behind is in no way', async t => {
  const folder = shortFolder(t)
  const listen = `require('net').createServer().listen('${folder}/app.sock', () => process.kill(process.pid, 'SIGKILL'))`
  spawnSync(process.execPath, ['-e', listen])
  await using face = await startFace({ protocol: 'http', at: { socket: `${folder}/app.sock` }, upstream: ANY })
  t.ok(statSync(`${folder}/app.sock`).isSocket())
  t.same(face.at, { socket: `${folder}/app.sock` })
})

t.test('what a client of TLS sees of the ends of a script', async t => {
  await using script = await playedScript()
  const certificate = makeCertificate(['app.example.com'])
  await using face = await startFace({ protocol: 'https', at: ANY, upstream: script, certificate })
  const port = 'port' in face.at ? face.at.port : 0
  const end = async (path: string): Promise<string> => {
    const tls = connectTls({ port, host: '127.0.0.1', ca: certificate.cert, servername: 'app.example.com' })
    tls.write(`GET /${path} HTTP/1.1\r\n\r\n`)
    tls.resume()
    return new Promise(resolve =>
      tls.once('end', () => resolve('end')).once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''))
    )
  }
  t.equal(await end('close'), 'end')
  t.equal(await end('reset'), 'ECONNRESET')
  for (let round = 0; round < 50; round++) t.equal(await end('reset-body'), 'ECONNRESET')
})

t.test('a client that speaks no HTTP/1.1 in TLS is turned away, and the script never hears of it', async t => {
  let connections = 0
  await using script = await playedScript()
  script.server.on('connection', () => connections++)
  await using face = await startFace({ protocol: 'https', at: ANY, upstream: script })
  const port = 'port' in face.at ? face.at.port : 0
  const tls = connectTls({ port, host: '127.0.0.1', ALPNProtocols: ['h2'], rejectUnauthorized: false })
  const [error] = await once(tls, 'error')
  t.match(error.message, /no application protocol/i)
  t.equal(connections, 0)
})

t.test('what a gateway does is done to the script', async t => {
  await using script = await playedScript()
  await using face = await startFace({ protocol: 'http', at: ANY, upstream: script })
  const port = 'port' in face.at ? face.at.port : 0
  for (const [leave, how] of [
    ['end', 'fin'],
    ['resetAndDestroy', 'rst']
  ] as const) {
    const socket = connect({ port, host: '127.0.0.1' }).on('error', () => undefined)
    socket.write('GET /pieces HTTP/1.1\r\n\r\n')
    await script.send('one')
    await once(socket, 'data')
    socket[leave]()
    await eventually(() => script.left.at(-1) === how)
  }
  t.same(script.left, ['fin', 'rst'])
})

t.test('pieces stay pieces, and each goes on before the next', async t => {
  await using script = await playedScript()
  await using face = await startFace({ protocol: 'https', at: ANY, upstream: script })
  const port = 'port' in face.at ? face.at.port : 0
  const tls = connectTls({ port, host: '127.0.0.1', rejectUnauthorized: false })
  tls.write('GET /pieces HTTP/1.1\r\n\r\n')
  for (const piece of ['H', 'TT', 'P/1.1 200 OK\r\n']) {
    await script.send(piece)
    t.equal(String((await once(tls, 'data'))[0]), piece)
  }
  tls.destroy()
})

t.test('who does not read keeps the other side from sending', async t => {
  let sent = 0
  await using script = await rawGateway(socket => {
    const more = (): void => {
      sent += 65_536
      if (socket.write(Buffer.alloc(65_536))) setImmediate(more)
    }
    more()
  })
  await using face = await startFace({ protocol: 'http', at: ANY, upstream: script })
  const socket = connect({ port: 'port' in face.at ? face.at.port : 0, host: '127.0.0.1' }).pause()
  await once(socket, 'connect')
  let before = -1
  await eventually(() => {
    const still = before === sent && sent > 0
    before = sent
    return still
  })
  t.ok(sent < 64 * 1024 * 1024, `${sent} bytes`)
  socket.destroy()
})

t.test('a script that cannot be reached is a reset', async t => {
  const script = await rawGateway(() => undefined)
  await script[Symbol.asyncDispose]()
  await using face = await startFace({ protocol: 'http', at: ANY, upstream: script })
  const socket = connect({ port: 'port' in face.at ? face.at.port : 0, host: '127.0.0.1' })
  const [error] = await once(socket, 'error')
  t.equal(error.code, 'ECONNRESET')
})
