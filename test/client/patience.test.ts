import t from 'tap'
import { now } from '../../src/core/clock.js'
import { answering, ending, only, played, rawGateway, request } from './played.js'

t.test('a client gives up on silence after its patience, and not before', async t => {
  await using gateway = await rawGateway(() => undefined)
  const start = now()
  const sights = await played(gateway, [request()], { patience: 100 })
  const took = now() - start
  t.equal(ending(sights), 'gave-up false 0')
  t.ok(took >= 100 && took < 2000, `${took} ms`)
})

t.test('what came before the patience was over counts', async t => {
  await using gateway = await rawGateway(answering('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nfour'))
  const sights = await played(gateway, [request()], { patience: 100 })
  t.equal(ending(sights), 'gave-up false 4')
  t.equal(only(sights, 'head').length, 1)
})

t.test('the end of the run ends every request at once, and starts none', async t => {
  const over = new AbortController()
  await using gateway = await rawGateway(socket => socket.once('data', () => over.abort()))
  const acts = [request({ beside: true }), request({ index: 1 }), request({ index: 2 })]
  const sights = await played(gateway, acts, { over: over.signal })
  t.strictSame(
    only(sights, 'ended').map(({ request, how }) => [request, how]),
    [
      [0, 'gave-up'],
      [1, 'gave-up']
    ]
  )
})

t.test('the end of the run ends a wait and an await', async t => {
  for (const act of [{ act: 'wait', milliseconds: 60_000 } as const, { act: 'await', mark: 'never' } as const]) {
    const over = new AbortController()
    setImmediate(() => over.abort())
    t.strictSame(await played({ host: '127.0.0.1', port: 1 }, [act], { over: over.signal }), [])
  }
})

t.test('a client whose run is over before it begins asks nothing', async t => {
  t.strictSame(await played({ host: '127.0.0.1', port: 1 }, [request()], { over: AbortSignal.abort() }), [])
})
