import t from 'tap'
import { checkNamed } from '../../src/checks/index.js'
import type { Observation } from '../../src/core/observation.js'
import { answer, observation } from './seen.js'

function judge(name: string, expected: unknown, told: Partial<Observation>) {
  const only = answer()
  const seen = {
    answer: only,
    observation: observation([only], told),
    speed: 1,
    got: 'whole',
    namesErrors: true,
    clockGrain: 1
  } as const
  return checkNamed(name)?.judge(expected as never, seen)
}

const line = { level: 'error' as const, raw: '', message: '' }

t.test('effects counts what the work left behind, and nothing is nought', async t => {
  const effects = ['orders', 'mails', 'orders']
  t.match(judge('effects', { orders: 2 }, { effects }), { ok: true, found: '2 orders' })
  t.match(judge('effects', { orders: 1, mails: 1 }, { effects }), { ok: false, found: '2 orders, 1 mails' })
  t.match(judge('effects', { orders: 0 }, { effects: [] }), { ok: true })
})

t.test('served-by knows an upstream by the address in the log', async t => {
  const log = [{ ...line, upstream: '127.0.0.1:9001' }]
  const addresses = { '127.0.0.1:9001': 'a', '127.0.0.1:9002': 'b' }
  t.match(judge('served-by', 'a', { log, addresses }), { ok: true })
  t.match(judge('served-by', 'b', { log, addresses }), { ok: false, found: 'a' })
  t.match(judge('served-by', 'a', { log: [], addresses }), { ok: false, found: 'no upstream' })
})

t.test('logged is the status of the log, whatever the client got', async t => {
  t.match(judge('logged', 499, { log: [{ ...line, status: 499 }] }), { ok: true })
  t.match(judge('logged', 499, { log: [{ ...line, status: 504 }] }), { ok: false, found: '504' })
  t.match(judge('logged', 499, { log: [line] }), { ok: false, found: 'none' })
  t.match(judge('logged', 'none', { log: [line] }), { ok: true })
})

t.test('each try of a request has the line of the log that was written at its end', async t => {
  const label = 'POST /orders'
  const first = answer({ label, status: 502, endedAt: 10, fields: [] })
  const last = answer({ label, status: 504, endedAt: 30, fields: [], earlier: [first] })
  const path = { method: 'POST', path: '/orders' }
  const log = [
    { ...line, ...path, error: 'connection_refused' as const },
    { ...line, ...path, error: 'connection_read_timeout' as const }
  ]
  const seen = {
    answer: last,
    observation: observation([last], { log }),
    speed: 1,
    got: 'whole',
    namesErrors: true,
    clockGrain: 1
  } as const
  t.match(checkNamed('error')?.judge('connection_read_timeout' as never, seen), { ok: true })
})
