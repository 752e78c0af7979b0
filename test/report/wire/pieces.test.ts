import t from 'tap'
import type { Event, Sight } from '../../../src/core/events.js'
import { Gathering } from '../../../src/report/told.js'
import { piecesOf } from '../../../src/report/wire/pieces.js'
import { card, planned, run, type Seen, verdict } from '../streams/run.js'

const plan = (requests: string[]) => planned(card({ id: 'bytes', title: 'Bytes' }), requests)

function pieces(seen: readonly Seen[], requests = ['GET /']) {
  const gathering = new Gathering(true)
  const told = run(plan(requests), seen, verdict('pass')).map((event: Event) => gathering.take(event))
  const whole = told.find(each => each !== undefined)
  if (whole === undefined) throw new Error('the run was not told')
  return piecesOf(whole)
}

const base64 = (text: string) => Buffer.from(text).toString('base64')

function came(at: number, text: string, connection = 0, size = text.length): Seen {
  return [at, { side: 'upstream', upstream: 'shop', what: 'received', connection, size, bytes: base64(text) }]
}

function went(at: number, text: string, request = 0): Seen {
  return [at, { side: 'client', what: 'sent', request, size: text.length, bytes: base64(text) }]
}

const accepted = (connection: number): Seen => [1, { side: 'upstream', upstream: 'shop', what: 'accepted', connection }]
const closes = (at: number, by: 'gateway' | 'upstream', how: 'fin' | 'rst'): Seen => [
  at,
  { side: 'upstream', upstream: 'shop', what: 'closed', connection: 0, by, how }
]

const words = (all: ReturnType<typeof pieces>) =>
  all.map(({ from, to, number, bytes, says }) => [from, to, number, bytes.toString(), says].filter(text => text !== ''))

t.test('the pieces stand in the order of time, whoever told first', async t => {
  t.same(words(pieces([came(5, 'there'), went(2, 'here')])), [
    ['client', 'gateway', 'here'],
    ['gateway', 'shop', 'there']
  ])
})

t.test('bytes of one way that come close together are one piece', async t => {
  const all = pieces([went(1, 'x'), came(3, 'ab'), came(5, 'cd'), came(9, 'ef'), came(30, 'gh')])
  t.match(all, [{ count: 1 }, { at: 3, count: 3, size: 6 }, { at: 30, count: 1 }])
  t.equal(all[1]?.bytes.toString(), 'abcdef')
})

t.test('bytes of two connections are never one piece', async t => {
  t.same(words(pieces([accepted(0), accepted(1), came(3, 'a', 0), came(3, 'b', 1)])), [
    ['gateway', 'shop', 'connection 1', 'a'],
    ['gateway', 'shop', 'connection 2', 'b']
  ])
})

t.test('what was not kept may only be missing at the end', async t => {
  const all = pieces([came(3, 'ab', 0, 10), came(4, '', 0, 7), came(5, 'c')])
  t.match(all, [
    { size: 17, count: 2 },
    { size: 1, count: 1 }
  ])
})

t.test('with several requests each says which one it belongs to', async t => {
  t.same(words(pieces([went(1, 'a', 0), went(2, 'b', 1)], ['GET /', 'GET /'])), [
    ['client', 'gateway', 'request 1', 'a'],
    ['client', 'gateway', 'request 2', 'b']
  ])
})

t.test('who ended a connection, and how, is told', async t => {
  const ended = (how: Extract<Sight, { what: 'ended' }>['how']): Seen => [
    9,
    { side: 'client', what: 'ended', request: 0, how, complete: false, bodySize: 0 }
  ]
  const crash: Seen = [6, { side: 'upstream', upstream: 'shop', what: 'crashed', signal: 'SIGKILL' }]
  t.same(words(pieces([closes(3, 'gateway', 'rst'), closes(4, 'upstream', 'fin'), crash, ended('cut')])), [
    ['gateway', 'shop', 'RST'],
    ['shop', 'gateway', 'FIN'],
    ['shop', 'killed by SIGKILL'],
    ['gateway', 'client', 'FIN']
  ])
  t.same(words(pieces([ended('whole')])), [], 'a whole answer ends nothing')
  t.same(words(pieces([ended('gave-up')])), [['client', 'gateway', 'the client gives up']])
})
