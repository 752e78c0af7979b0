import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import t from 'tap'
import { stage } from '../fixtures/stage.js'

t.test('a refused port refuses for real', async t => {
  await using on = await stage({ listen: 'refused' })
  const { host, port } = on.upstream
  for (let turn = 0; turn < 20; turn++) {
    const [error] = await once(connect({ host, port }), 'error')
    t.equal(error.code, 'ECONNREFUSED')
  }
  t.same(on.facts, [
    { side: 'upstream', upstream: 'upstream', what: 'listening', address: `${host}:${port}`, how: 'refused' }
  ])
  await on.upstream.settled()
})

t.test('nobody who listens on all addresses can take a refused port', async t => {
  await using on = await stage({ listen: 'refused' })
  for (const taker of ['127.0.0.1', '0.0.0.0']) {
    const [error] = await once(createServer().listen(on.upstream.port, taker), 'error')
    t.equal(error.code, 'EADDRINUSE', taker)
  }
})

t.test('the kernel gives a refused port to nobody', async t => {
  await using on = await stage({ listen: 'refused' })
  const given: number[] = []
  for (let turn = 0; turn < 500; turn++) {
    const server = createServer().listen(0, on.upstream.host)
    await once(server, 'listening')
    given.push((server.address() as AddressInfo).port)
    server.close()
  }
  t.notOk(given.includes(on.upstream.port))
})

t.test('a refused port is free again at the end', async t => {
  const on = await stage({ listen: 'refused' })
  const { host, port } = on.upstream
  await on[Symbol.asyncDispose]()
  const server = createServer().listen(port, host)
  await once(server, 'listening')
  server.close()
  t.pass('somebody else listens there')
})
