import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import t from 'tap'
import { output, RECORD, RecordReader, readPairs, record, writePairs } from '../../src/faces/fastcgi-records.js'
import { startFace } from '../../src/faces/index.js'
import { rawGateway } from '../client/played.js'
import { whyMissing } from '../needs.js'
import { eventually } from '../upstream/fixtures/stage.js'
import { realNginx } from './real-nginx.js'
import { playedScript } from './script.js'

const skip = whyMissing('nginx')
const ANY = { host: '127.0.0.1', port: 0 }

const PARAMS = `fastcgi_read_timeout 300ms;
  fastcgi_param REQUEST_METHOD $request_method; fastcgi_param REQUEST_URI $request_uri;
  fastcgi_param CONTENT_LENGTH $content_length; fastcgi_param CONTENT_TYPE $content_type;`

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
  // Where no length was told nginx takes the end of the connection for the end of the answer, END_REQUEST or not.
  ['cut-chunked', '200 whole four'],
  ['bad-chunk', 'no answer'],
  // What nginx holds in its buffers is thrown away.
  ['reset-body', '200 cut']
] as const

async function fastcgiFace(upstream: { host: string; port: number }) {
  const face = await startFace({ protocol: 'fastcgi', at: ANY, upstream })
  return Object.assign(face, { port: 'port' in face.at ? face.at.port : 0 })
}

t.test('nginx talks FastCGI to a script', { skip }, async t => {
  await using script = await playedScript()
  await using face = await fastcgiFace(script)
  await using nginx = await realNginx(`location / { fastcgi_pass 127.0.0.1:${face.port}; ${PARAMS} }`)
  for (const [path, expected] of ANSWERS) t.equal(await nginx.ask(`/${path}`), expected, path)
  t.equal(await nginx.ask('/a/echo?b=c%20d', 'order'), '201 whole order')
  const lines = script.asked.at(-1)?.head.split('\r\n') ?? []
  t.equal(lines[0], 'POST /a/echo?b=c%20d HTTP/1.1')
  for (const line of ['Host: shop.example.com', 'X-Colour: blue', 'Content-Length: 5', 'Connection: close']) {
    t.ok(lines.includes(line), line)
  }
  const large = await nginx.ask('/large')
  t.equal(large.length, 1_000_000 + '200 whole '.length)
})

t.test('nginx uses its connection for several requests, one after the other', { skip }, async t => {
  await using script = await playedScript()
  await using face = await fastcgiFace(script)
  await using nginx = await realNginx(
    `location / { fastcgi_pass app; fastcgi_keep_conn on; ${PARAMS} }`,
    `upstream app { server 127.0.0.1:${face.port}; keepalive 4; }`
  )
  t.equal(await nginx.ask('/ok'), '200 whole ok')
  t.equal(await nginx.ask('/echo', 'order'), '201 whole order')
  t.equal(await nginx.ask('/chunked'), '200 whole chunked')
  t.same(
    script.asked.map(asked => asked.connection),
    [0, 0, 0]
  )
  t.notMatch(script.asked[0]?.head, 'Connection: close')
  t.equal(await nginx.ask('/close'), '502 whole by nginx', 'the only upstream is not asked twice')
})

t.test('a body that nginx does not pass on is not waited for', { skip }, async t => {
  await using script = await playedScript()
  await using face = await fastcgiFace(script)
  const without = `location / { fastcgi_pass 127.0.0.1:${face.port}; fastcgi_pass_request_body off; ${PARAMS} }`
  await using nginx = await realNginx(without)
  t.equal(await nginx.ask('/echo', 'order'), '201 whole')
  t.match(script.asked[0]?.head, /\r\nContent-Length: 0\r\n/)
})

t.test('each piece of an answer goes through nginx before the next is sent', { skip }, async t => {
  await using script = await playedScript()
  await using face = await fastcgiFace(script)
  const unbuffered = `location / { fastcgi_pass 127.0.0.1:${face.port}; fastcgi_buffering off; ${PARAMS} }`
  await using nginx = await realNginx(unbuffered)
  const coming = nginx.answer('/pieces')
  await script.send('HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n')
  const answer = await coming
  const end = once(answer, 'end')
  for (const piece of ['on', 'e ', 'by']) {
    await script.send(piece)
    t.equal(String((await once(answer, 'data'))[0]), piece)
  }
  await end
})

t.test('a client that leaves is seen by the script', { skip }, async t => {
  await using script = await playedScript()
  await using face = await fastcgiFace(script)
  await using nginx = await realNginx(`location / { fastcgi_pass 127.0.0.1:${face.port}; ${PARAMS} }`)
  t.equal(await nginx.ask('/hang'), '504 whole by nginx')
  await eventually(() => script.left.includes('fin'))
  t.same(script.left, ['fin'])
})

/** A client that speaks FastCGI by hand: what came, as `type id content`. */
class Caller {
  readonly #reader = new RecordReader()
  readonly records: string[] = []
  readonly ended: Promise<'fin' | 'rst'>
  readonly #socket: Socket

  constructor(port: number) {
    this.#socket = connect({ port, host: '127.0.0.1' })
    this.#socket.on('data', bytes => {
      const records = this.#reader.take(bytes) ?? []
      this.records.push(...records.map(({ type, id, content }) => `${type} ${id} ${content.toString('latin1')}`))
    })
    this.ended = new Promise(resolve => {
      this.#socket.once('end', () => resolve('fin')).once('error', () => resolve('rst'))
    })
  }

  send(...records: readonly Uint8Array[]): this {
    this.#socket.write(Buffer.concat(records))
    return this
  }

  async until(...records: readonly string[]): Promise<void> {
    await eventually(() => this.records.join().endsWith(records.join()))
  }

  leave(): void {
    this.#socket.destroy()
  }
}

function begin(id: number, keeps: boolean, role = 1): Buffer {
  return record(RECORD.begin, id, Buffer.of(0, role, keeps ? 1 : 0, 0, 0, 0, 0, 0))
}

function asking(id: number, path: string): Buffer {
  const params = writePairs([['REQUEST_URI', path]])
  return Buffer.concat([record(RECORD.params, id, params), record(RECORD.params, id), record(RECORD.stdin, id)])
}

const OK = '6 9 Status: 200 OK\r\nX-From: script\r\nContent-Length: 2\r\n\r\nok'
const DONE = ['6 9 ', '3 9 \0\0\0\0\0\0\0\0']

t.test('an answer ends with END_REQUEST, and the connection only when it is not to be kept', async t => {
  await using script = await playedScript()
  await using face = await fastcgiFace(script)
  const caller = new Caller(face.port).send(begin(9, true), asking(9, '/ok'))
  await caller.until(OK, ...DONE)
  await caller.send(begin(9, false), asking(9, '/ok')).until(OK, ...DONE, OK, ...DONE)
  t.equal(await caller.ended, 'fin')
})

for (const [path, ends] of [
  ['cut', 'fin'],
  ['close', 'fin'],
  ['reset', 'rst'],
  ['reset-body', 'rst']
] as const) {
  t.test(`a script that does ${path} ends the connection with ${ends}, and no END_REQUEST`, async t => {
    await using script = await playedScript()
    await using face = await fastcgiFace(script)
    const caller = new Caller(face.port).send(begin(1, true), asking(1, `/${path}`))
    t.equal(await caller.ended, ends)
    t.notOk(caller.records.some(each => each.startsWith('3 ')))
  })
}

t.test('bytes that are no HTTP go on as output', async t => {
  await using script = await playedScript()
  await using face = await fastcgiFace(script)
  const caller = new Caller(face.port).send(begin(1, true), asking(1, '/garbage'))
  t.equal(await caller.ended, 'fin')
  t.same(caller.records, ['6 1 no HTTP at all\r\n'])
})

t.test('a head that drips does so in FastCGI, within its lines', async t => {
  await using script = await playedScript()
  await using face = await fastcgiFace(script)
  const caller = new Caller(face.port).send(begin(1, true), asking(1, '/pieces'))
  const drips = [
    ['HTTP/1.1 20', undefined],
    ['0', 'Status: 200'],
    [' O', ' O'],
    ['K\r\nC', 'K\r\n'],
    ['o', undefined],
    ['ntent-Length: ', 'Content-Length: '],
    ['0\r\nConnection: x\r\n\r\n', '0\r\n\r\n']
  ] as const
  let told: string[] = []
  for (const [drip, out] of drips) {
    await script.send(drip)
    if (out !== undefined) told = [...told, `6 1 ${out}`]
    if (out !== undefined) await eventually(() => caller.records.length >= told.length)
    t.same(caller.records.slice(0, told.length), told, drip)
  }
  await caller.until('6 1 ', '3 1 \0\0\0\0\0\0\0\0')
  caller.leave()
})

t.test('a script that answers before it is asked has answered the request that comes', async t => {
  const answer = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'
  await using script = await rawGateway(socket => socket.write(answer))
  await using face = await fastcgiFace(script)
  const caller = new Caller(face.port)
  await caller.send(begin(9, true), asking(9, '/')).until(...DONE)
  t.same(caller.records, ['6 9 Status: 200 OK\r\nContent-Length: 2\r\n\r\nok', ...DONE])
  caller.leave()
})

t.test('content of an unknown length is sent in chunks', async t => {
  await using script = await playedScript()
  await using face = await fastcgiFace(script)
  const params = writePairs([
    ['REQUEST_METHOD', 'PUT'],
    ['SCRIPT_NAME', '/ok'],
    ['QUERY_STRING', 'a']
  ])
  const caller = new Caller(face.port).send(begin(9, true), record(RECORD.params, 9, params), record(RECORD.params, 9))
  await caller.send(record(RECORD.stdin, 9, Buffer.from('order')), record(RECORD.stdin, 9)).until(OK, ...DONE)
  t.match(script.asked[0], { head: /^PUT \/ok\?a HTTP\/1.1\r\nHost: localhost\r\n/, body: '5\r\norder\r\n0\r\n\r\n' })
  caller.leave()
})

t.test('what a responder is asked beside requests', async t => {
  await using face = await fastcgiFace(ANY)
  const values = record(
    RECORD.getValues,
    0,
    writePairs([
      ['FCGI_MPXS_CONNS', ''],
      ['FCGI_OTHER', '']
    ])
  )
  const caller = new Caller(face.port).send(values, record(99, 0), begin(1, true, 2))
  await caller.until('10 0 \x0f\x01FCGI_MPXS_CONNS0', '11 0 c\0\0\0\0\0\0\0', '3 1 \0\0\0\0\x03\0\0\0')
  t.equal(caller.records.length, 3)
  caller.leave()
})

t.test('a second request beside the first is refused', async t => {
  await using script = await playedScript()
  await using face = await fastcgiFace(script)
  const caller = new Caller(face.port).send(begin(1, true), asking(1, '/hang'), begin(2, true))
  await caller.until('3 2 \0\0\0\0\x01\0\0\0')
  t.equal(caller.records.length, 1)
  caller.leave()
})

t.test('who speaks no FastCGI is left', async t => {
  await using script = await playedScript()
  await using face = await fastcgiFace(script)
  t.equal(await new Caller(face.port).send(Buffer.from('GET / HTTP/1.1\r\n\r\n')).ended, 'fin')
})

t.test('names and values of any length are read, and long output goes out in several records', async t => {
  const long = 'x'.repeat(300)
  const pairs = Buffer.concat([Buffer.of(1, 128, 0, 1, 44), Buffer.from(`a${long}`), writePairs([['b', '']])])
  t.same(
    [...readPairs(pairs)],
    [
      ['a', long],
      ['b', '']
    ]
  )
  const records = new RecordReader().take(output(1, Buffer.alloc(100_000))) ?? []
  t.same(
    records.map(each => each.content.length),
    [65_535, 34_465]
  )
  t.equal(output(1, Buffer.alloc(0)).length, 0, 'nothing is no record: an empty one is the end')
})
