import { createSocket } from 'node:dgram'
import { Resolver } from 'node:dns/promises'
import { once } from 'node:events'
import { connect } from 'node:net'
import packet from 'dns-packet'
import t from 'tap'
import { type Answers, startNameServer } from '../../src/faces/index.js'
import { rawGateway } from '../client/played.js'
import { whyMissing } from '../needs.js'
import { realNginx } from './real-nginx.js'
import { playedScript } from './script.js'

const ANY = { host: '127.0.0.1', port: 0 }
const NAMES: Readonly<Record<string, readonly string[]>> = {
  'app.internal': ['10.0.0.7', '10.0.0.8'],
  'both.internal': ['10.0.0.9', 'fd00::9'],
  'empty.internal': []
}
const answer: Answers = name => NAMES[name]

async function served(says = answer, options: { ttl?: number } = {}) {
  const server = await startNameServer(ANY, says, options)
  const resolver = new Resolver()
  resolver.setServers([`127.0.0.1:${server.port}`])
  return Object.assign(server, { resolver })
}

t.test('names have the addresses that they are given, in whatever case they are asked for', async t => {
  await using server = await served(answer, { ttl: 7 })
  t.same(await server.resolver.resolve4('app.internal'), ['10.0.0.7', '10.0.0.8'])
  t.same(await server.resolver.resolve4('APP.Internal', { ttl: true }), [
    { address: '10.0.0.7', ttl: 7 },
    { address: '10.0.0.8', ttl: 7 }
  ])
  t.same(await server.resolver.resolve6('both.internal'), ['fd00::9'])
  t.equal(server.asked('App.internal.'), 2)
  t.same(
    [...server.questions],
    [
      ['app.internal', 2],
      ['both.internal', 1]
    ]
  )
})

t.test('a name without an address of a kind is there, and one that nobody knows is not', async t => {
  await using server = await served()
  await t.rejects(server.resolver.resolve6('app.internal'), { code: 'ENODATA' })
  await t.rejects(server.resolver.resolve4('empty.internal'), { code: 'ENODATA' })
  await t.rejects(server.resolver.resolveSrv('app.internal'), { code: 'ENODATA' })
  await t.rejects(server.resolver.resolve4('nobody.internal'), { code: 'ENOTFOUND' })
  t.equal(server.asked('nobody.internal'), 1)
  t.equal(server.asked('never.internal'), 0)
})

t.test('what it says may change from one question to the next', async t => {
  let address = '10.0.0.1'
  await using server = await served(() => [address])
  t.same(await server.resolver.resolve4('app'), ['10.0.0.1'])
  address = '10.0.0.2'
  t.same(await server.resolver.resolve4('app'), ['10.0.0.2'])
})

t.test('questions over TCP are answered, also in pieces and two at a time', async t => {
  await using server = await served()
  const question = (id: number) =>
    packet.streamEncode({ type: 'query', id, questions: [{ type: 'A', name: 'app.internal' }] })
  const socket = connect({ port: server.port, host: '127.0.0.1', noDelay: true })
  const both = Buffer.concat([question(1), question(2)])
  await new Promise(resolve => socket.write(both.subarray(0, 1), resolve))
  socket.write(both.subarray(1))
  let bytes = Buffer.alloc(0)
  while (bytes.length < 2 || bytes.length < 2 * (2 + bytes.readUInt16BE(0))) {
    bytes = Buffer.concat([bytes, (await once(socket, 'data'))[0]])
  }
  t.match(packet.streamDecode(bytes), { id: 1, answers: [{ data: '10.0.0.7' }, { data: '10.0.0.8' }] })
  socket.destroy()
})

t.test('what is no question is not answered, and does no harm', async t => {
  await using server = await served()
  const socket = createSocket('udp4')
  for (const wrong of [Buffer.of(1, 2, 3), Buffer.alloc(12, 255), packet.encode({ type: 'response', id: 1 })]) {
    await new Promise(resolve => socket.send(wrong, server.port, '127.0.0.1', resolve))
  }
  socket.close()
  t.same(await server.resolver.resolve4('app.internal'), ['10.0.0.7', '10.0.0.8'])
})

t.test('a place that is taken is told', async t => {
  await using other = await rawGateway(() => undefined)
  const message = `no name server can listen at 127.0.0.1:${other.port}: EADDRINUSE`
  await t.rejects(startNameServer(other, answer), { code: 'start-failed', message })
})

t.test('nginx asks it while it runs', { skip: whyMissing('nginx') }, async t => {
  await using script = await playedScript()
  await using server = await served(name => (name === 'app.internal' ? ['127.0.0.1'] : undefined))
  const resolver = `resolver 127.0.0.1:${server.port} ipv6=off;`
  await using nginx = await realNginx(
    `${resolver} location ~ ^/(app|nobody)/ { proxy_pass http://$1.internal:${script.port}; }`
  )
  t.equal(await nginx.ask('/app/ok'), '200 whole ok')
  t.equal(await nginx.ask('/nobody/ok'), '502 whole by nginx')
  t.equal(server.asked('app.internal'), 1)
  t.equal(server.asked('nobody.internal'), 1)
})
