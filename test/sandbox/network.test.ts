import { once } from 'node:events'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { networkInterfaces } from 'node:os'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'
import { alsoAsOrdinaryUser } from './ordinary-user.js'
import { noSandbox, ran } from './sandboxed.js'

const skip = noSandbox
const INSIDE = fileURLToPath(new URL('./fixtures/inside.js', import.meta.url))

/** What became of each connection that was tried in a sandbox in which somebody listens. */
async function tried(listens: string, connects: string, hosts = {}): Promise<string> {
  const { output, errors } = await ran({ hosts }, [process.execPath, INSIDE, listens, connects])
  return output + errors
}

async function held(t: Test, port: number, host: string): Promise<Server> {
  const server = createServer(socket => socket.destroy()).listen(port, host)
  await Promise.race([once(server, 'listening'), once(server, 'error')]).catch(() => {})
  t.teardown(() => server.close())
  return server
}

t.test('ports 80 and 443 can be listened on, whoever has them outside', { skip }, async t => {
  for (const port of [80, 443]) await held(t, port, '0.0.0.0')
  t.equal(await tried('0.0.0.0:80 0.0.0.0:443', '127.0.0.1:80 127.0.0.1:443'), 'connected\nconnected\n')
})

t.test('every address of the world can be listened on', { skip }, async t => {
  const addresses = '93.184.216.34:80 10.0.0.7:8080 2001:db8::7:80'
  t.equal(await tried(addresses, addresses), 'connected\nconnected\nconnected\n')
})

t.test('an upstream is found by its name', { skip }, async t => {
  t.equal(await tried('10.0.0.7:8080', 'query-service:8080', { 'query-service': '10.0.0.7' }), 'connected\n')
})

t.test('nobody outside can be reached: neither the world nor this machine', { skip }, async t => {
  const server = await held(t, 0, '0.0.0.0')
  const { port } = server.address() as AddressInfo
  const own = Object.values(networkInterfaces()).flatMap(list => list ?? [])
  const here = own.filter(({ family }) => family === 'IPv4').map(({ address }) => `${address}:${port}`)
  const addresses = ['93.184.216.34:80', ...here]
  t.equal(await tried('', addresses.join(' ')), 'ECONNREFUSED\n'.repeat(addresses.length))
})

t.test('a name that nobody gave leads nowhere', { skip }, async t => {
  t.match(await tried('', 'example.com:80'), /^(EAI_AGAIN|ENOTFOUND)\n$/)
})

alsoAsOrdinaryUser(t, import.meta.url)
