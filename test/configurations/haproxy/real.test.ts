import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, request as plain, type Server } from 'node:http'
import { request as secure } from 'node:https'
import { type AddressInfo, connect } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import t from 'tap'
import type { Configuration, Files, Need, Route } from '../../../src/configurations/configuration.js'
import { haproxyDialect } from '../../../src/configurations/haproxy/index.js'
import { temporaryFolder, type WatchedProcess, watchedProcess } from '../../../src/surroundings/index.js'
import { GOOD } from '../../gateway/upstream-client/certificates.js'
import { whyMissing } from '../../needs.js'
import { BYTES, COMPOSE, EDGE } from './examples.js'
import { inShort } from './in-memory.js'

const skip = whyMissing('haproxy')

/** The files of this machine. */
const machine: Files = {
  read: path => (existsSync(path) && statSync(path).isFile() ? readFileSync(path, 'utf8') : undefined),
  isFolder: path => existsSync(path) && statSync(path).isDirectory(),
  exists: existsSync,
  glob: () => []
}

/** Puts a configuration into a folder in the place of /etc/haproxy, and reads it there. */
function readIn(folder: string, text: string): Configuration {
  const path = join(folder, 'haproxy.cfg')
  writeFileSync(path, text.replaceAll('/etc/haproxy', folder))
  return haproxyDialect.read(path, machine)
}

/** Puts there what a configuration needs. */
function provide(needs: readonly Need[]): void {
  for (const need of needs) {
    if (!('path' in need) || existsSync(need.path)) continue
    mkdirSync(need.kind === 'folder' ? need.path : dirname(need.path), { recursive: true })
    if (need.kind === 'file') writeFileSync(need.path, need.text ?? '')
    if (need.kind === 'certificate') writeFileSync(need.path, GOOD.cert + GOOD.key)
  }
}

function haproxy({ start }: Configuration, args: readonly string[]): Promise<WatchedProcess> {
  return watchedProcess('haproxy', args, { env: { ...process.env, ...start.environment } })
}

for (const [name, text] of Object.entries({ EDGE, COMPOSE, BYTES })) {
  t.test(`HAProxy takes ${name} as it is, with what it needs`, { skip }, async t => {
    await using folder = await temporaryFolder('examples')
    const read = readIn(folder.path, text)
    provide(read.needs)
    await using checking = await haproxy(read, read.start.check)
    const { code } = await checking.exited
    t.equal(code, 0, checking.said())
  })
}

const TABLES = { 'hosts.map': 'blog.example.com blog\n', 'agents.lst': 'scanner\n' }

t.test('what is found in the examples', async t => {
  const folder = t.testdir(TABLES)
  t.same(inShort(readIn(folder, EDGE)), [
    'backend websocket: GET https://localhost:443/ [Connection Upgrade Upgrade websocket Sec-WebSocket-Version 13 Sec-WebSocket-Key Z2F0ZWNyYXNoIGNoZWNrIQ==] -> 10.0.0.1:8080',
    'POST /api/orders: POST https://localhost:443/api/orders -> 10.0.0.2:8080',
    '/api/: GET https://localhost:443/api/ -> 10.0.0.3:8080, 10.0.0.4:8080',
    '/.css: GET https://localhost:443/.css -> 10.0.0.5:80',
    'blog.example.com/: GET https://blog.example.com:443/ -> 10.0.0.6:80',
    '/: GET https://localhost:443/ -> 10.0.0.7:3000'
  ])
  t.same(inShort(readIn(folder, COMPOSE)), [
    '/v1: GET http://localhost:8080/v1 -> api:3000, api:3000, api:3000, api:3000',
    '/: GET http://localhost:8080/ -> app-host:8080'
  ])
  t.same(inShort(readIn(folder, BYTES)), [
    'shop.example.com/: GET https://shop.example.com:443/ -> 10.0.1.3:443',
    '/ on :443: GET https://localhost:443/ -> 10.0.1.4:443',
    '/ on :9000: GET http://localhost:9000/ -> 10.0.1.5:9000'
  ])
})

t.test('every request that was made up gets where it was said to', { skip }, async t => {
  // A socket has a short path.
  await using home = await temporaryFolder('examples')
  const folder = home.path
  for (const [name, text] of Object.entries(TABLES)) writeFileSync(join(folder, name), text)
  const read = readIn(folder, EDGE)
  provide(read.needs)
  const servers = await Promise.all(read.upstreams.map(({ name }) => answering(name)))
  t.teardown(() => servers.map(server => server.close()))
  const sockets = { plain: join(folder, 'plain.sock'), tls: join(folder, 'tls.sock') }
  // Everything as in the example, but for where it listens and where its servers are.
  let text = EDGE.replace('*:80', `unix@${sockets.plain}`).replace('*:443', `unix@${sockets.tls}`)
  for (const [index, { name }] of read.upstreams.entries()) text = text.replace(name, addressOf(servers[index]))
  readIn(folder, text)
  await using running = await haproxy(read, read.start.args)
  t.ok(await listens(sockets.plain, running), running.said())
  for (const route of read.routes) {
    const answer = await ask(route, route.listener.tls ? sockets.tls : sockets.plain)
    t.equal(answer, route.upstreams[0]?.name, `${route.id}: ${running.said()}`)
  }
})

/** A server that answers everything with its name. */
async function answering(name: string): Promise<Server> {
  const server = createServer((_, response) => response.end(name))
  const whole = `HTTP/1.1 200 OK\r\nContent-Length: ${name.length}\r\n\r\n${name}`
  server.on('upgrade', (_, socket) => socket.end(whole))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}

function addressOf(server: Server | undefined): string {
  const { port } = (server as Server).address() as AddressInfo
  return `127.0.0.1:${port}`
}

/** HAProxy does not tell when it listens: it is asked until it does, or has ended. */
async function listens(path: string, running: WatchedProcess): Promise<boolean> {
  const ended = running.exited.then(() => 'ended' as const)
  for (;;) {
    const socket = connect(path)
    const up = await Promise.race([connected(socket), ended])
    socket.destroy()
    if (up !== 'not yet') return up === 'up'
    await Promise.race([delay(5), ended])
  }
}

function connected(socket: ReturnType<typeof connect>): Promise<'up' | 'not yet'> {
  return new Promise(resolve => {
    socket.once('connect', () => resolve('up'))
    socket.once('error', () => resolve('not yet'))
  })
}

async function ask({ host, path, method, fields, listener }: Route, socketPath: string): Promise<string> {
  const send = listener.tls ? secure : plain
  const extra = Object.fromEntries(fields.flatMap((name, at) => (at % 2 === 0 ? [[name, fields[at + 1]]] : [])))
  const headers = { Host: host, Connection: 'close', ...extra }
  const request = send({ socketPath, path, method, headers, rejectUnauthorized: false, agent: false })
  request.end()
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  let body = ''
  for await (const piece of response.setEncoding('utf8')) body += piece
  return body
}
