import t from 'tap'
import { answering, ask, dial, rawUpstream } from '../wire.js'
import { gatewaysTo, get, ok, post, refusedPort } from './several.js'

t.test('requests are spread over the upstreams in turn', async t => {
  const names = ['a', 'b', 'c']
  const upstreams = await Promise.all(names.map(name => answering(t, ok(name))))
  const gateway = await gatewaysTo(t, upstreams)
  const bodies: string[] = []
  for (let count = 0; count < 4; count++) bodies.push((await ask(t, gateway.port, get('/'))).text.at(-1) ?? '')
  t.same(bodies, ['a', 'b', 'c', 'a'])
  t.match(await gateway.line(1), { upstream: `127.0.0.1:${upstreams[1]?.port}`, attempts: 1 })
})

t.test('without a retry the failure of one upstream is the answer', async t => {
  const good = await answering(t, ok('b'))
  const gateway = await gatewaysTo(t, [await refusedPort(), good])
  t.match((await ask(t, gateway.port, get('/'))).text, /^HTTP\/1\.1 502 /)
  t.match(await gateway.line(0), { error: 'connection_refused', attempts: 1 })
})

t.test('with a retry a refused request goes to the next upstream, a POST as well: nobody had it', async t => {
  const good = await answering(t, ok('b'))
  const dead = await refusedPort()
  for (const request of [get('/'), post('/', 'item=7')]) {
    const gateway = await gatewaysTo(t, [dead, good], { retry: 1 })
    t.match((await ask(t, gateway.port, request)).text, /^HTTP\/1\.1 200 [\s\S]*b$/)
    t.match(await gateway.line(0), { status: 200, attempts: 2, upstream: `127.0.0.1:${good.port}`, phase: 'done' })
  }
  t.match(good.wires[1]?.text, /item=7$/)
})

t.test('what an upstream has had and not answered is sent again as GET, and never as POST', async t => {
  for (const [request, status, attempts] of [
    [get('/'), 200, 2],
    [post('/', 'item=7'), 502, 1]
  ] as const) {
    const first = await rawUpstream(t, wire => wire.until(/\r\n\r\n/).then(() => wire.socket.resetAndDestroy()))
    const second = await answering(t, ok('b'))
    const gateway = await gatewaysTo(t, [first, second], { retry: 1 })
    t.match((await ask(t, gateway.port, request)).text, new RegExp(`^HTTP/1.1 ${status} `))
    t.match(await gateway.line(0), { status, attempts })
    t.equal(second.wires.length, attempts - 1)
  }
})

t.test('once a byte of an answer has come nothing is sent again', async t => {
  const first = await rawUpstream(t, wire => wire.until(/\r\n\r\n/).then(() => wire.send('HTTP/1.1 2').socket.end()))
  const second = await answering(t, ok('b'))
  const gateway = await gatewaysTo(t, [first, second], { retry: 1 })
  t.match((await ask(t, gateway.port, get('/'))).text, /^HTTP\/1\.1 502 /)
  t.match(await gateway.line(0), { error: 'connection_terminated', attempts: 1 })
  t.equal(second.wires.length, 0)
})

t.test('two upstreams that hang take the read limit each, and the timings say so', async t => {
  const hanging = await Promise.all(['a', 'b'].map(() => rawUpstream(t, () => undefined)))
  const gateway = await gatewaysTo(t, hanging, { retry: 1, timeouts: { read: 60 } })
  t.match((await ask(t, gateway.port, get('/'))).text, /^HTTP\/1\.1 504 /)
  const line = await gateway.line(0)
  t.match(line, { error: 'connection_read_timeout', attempts: 2, upstream: `127.0.0.1:${hanging[1]?.port}` })
  t.ok(line.duration >= 120, `${line.duration} ms`)
  t.ok((line.timings.sent ?? 0) >= 60, 'the second try was sent after the first had failed')
})

t.test('a single upstream is tried again as often as is asked for', async t => {
  const gateway = await gatewaysTo(t, [await refusedPort()], { retry: 2 })
  t.match((await ask(t, gateway.port, get('/'))).text, /^HTTP\/1\.1 502 /)
  t.match(await gateway.line(0), { error: 'connection_refused', attempts: 3 })
})

t.test('above the limit of connections a request is refused at once, and below it again served', async t => {
  const upstream = await rawUpstream(t, () => undefined)
  const gateway = await gatewaysTo(t, [upstream], { limit: 1 })
  const slow = ask(t, gateway.port, get('/slow'))
  const wire = await upstream.next()
  await wire.until(/GET \/slow/)
  const { text } = await ask(t, gateway.port, get('/refused'))
  t.match(text, /^HTTP\/1\.1 503 [\s\S]*Proxy-Status: edge-1; error=connection_limit_reached\r\n/)
  t.match(await gateway.line(0), { error: 'connection_limit_reached', attempts: 0, upstream: '', phase: 'connect' })
  wire.send(ok('a'))
  t.match((await slow).text, /^HTTP\/1\.1 200 /)
  const next = ask(t, gateway.port, get('/next'))
  await wire.until(/GET \/next/)
  wire.send(ok('a'))
  t.match((await next).text, /^HTTP\/1\.1 200 /)
})

t.test('a client that leaves makes room', async t => {
  const upstream = await rawUpstream(t, wire => {
    wire.socket.on('data', () => wire.text.startsWith('GET /fast') && wire.send(ok('a')))
  })
  const gateway = await gatewaysTo(t, [upstream], { limit: 1 })
  const accepted = upstream.next()
  const client = (await dial(t, gateway.port)).send(get('/slow'))
  await (await accepted).until(/GET \/slow/)
  client.socket.destroy()
  await gateway.line(0)
  t.match((await ask(t, gateway.port, get('/fast'))).text, /^HTTP\/1\.1 200 /)
})

t.test('of idle connections so many are kept as the pool has room for', async t => {
  const upstream = await rawUpstream(t, () => undefined)
  const gateway = await gatewaysTo(t, [upstream], { pool: { size: 1 }, timeouts: { keepalive: 60_000 } })
  const asked: Promise<{ text: string }>[] = []
  for (const path of ['/1', '/2', '/3']) {
    const accepted = upstream.next()
    asked.push(ask(t, gateway.port, get(path)))
    await accepted
  }
  let ended = 0
  const twoEnded = new Promise<void>(resolve => {
    for (const { ending } of upstream.wires) void ending.then(() => ++ended === 2 && resolve())
  })
  for (const wire of upstream.wires) void wire.until(/\r\n\r\n/).then(() => wire.send(ok('a')))
  for (const { text } of await Promise.all(asked)) t.match(text, /^HTTP\/1\.1 200 /)
  await twoEnded
  const next = ask(t, gateway.port, get('/4'))
  const kept = upstream.wires.find(({ socket }) => !socket.destroyed)
  await kept?.until(/GET \/4 /)
  kept?.send(ok('b'))
  t.match((await next).text, /b$/)
  t.equal(upstream.wires.length, 3)
})
