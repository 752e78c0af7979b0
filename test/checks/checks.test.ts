import t from 'tap'
import { checkNamed } from '../../src/checks/index.js'
import type { Judgement, Seen } from '../../src/core/check.js'
import { answer, arrival, observation } from './seen.js'

const OURS = { speed: 1, namesErrors: true, clockGrain: 1 }

/** Judges as the reference gateway is judged, at speed 1. */
function judge(name: string, expected: unknown, told: Partial<Seen> = {}): Judgement {
  const check = checkNamed(name)
  if (check === undefined) throw new Error(`no check is called ${name}`)
  const only = told.answer ?? answer()
  const seen = { answer: only, got: 'whole', observation: observation([only]), ...OURS, ...told } as const
  return check.judge(expected as never, seen)
}

t.test('status takes any of several, and none for no status at all', async t => {
  t.match(judge('status', [502, 504]), { ok: true, expected: '502 or 504', found: '504' })
  t.match(judge('status', [200]), { ok: false, found: '504' })
  const silent = answer({ status: undefined, ending: 'closed', complete: false })
  t.match(judge('status', ['none'], { answer: silent }), { ok: true, found: 'no status, the connection was closed' })
  t.match(judge('status', ['none']), { ok: false, found: '504' })
})

t.test('complete asks for a whole answer, or for an end by which one can see that it is cut', async t => {
  t.match(judge('complete', true), { ok: true })
  for (const ending of ['cut', 'reset', 'closed'] as const)
    t.match(judge('complete', false, { answer: answer({ ending, complete: false }) }), { ok: true })
  for (const ending of ['whole', 'gave-up'] as const)
    t.match(judge('complete', false, { answer: answer({ ending, complete: ending === 'whole' }) }), { ok: false })
})

t.test('outcome asks for what the client really got', async t => {
  t.match(judge('outcome', 'made-whole', { got: 'made-whole' }), { ok: true })
  t.match(judge('outcome', 'made-whole'), { ok: false, expected: 'made-whole', found: 'whole' })
})

t.test('interim compares the 1xx answers in their order', async t => {
  const early = { answer: answer({ interim: [100, 103] }) }
  t.match(judge('interim', [100, 103], early), { ok: true, found: '100, 103' })
  t.match(judge('interim', [103, 100], early), { ok: false })
  t.match(judge('interim', [], early), { ok: false, expected: 'none' })
  t.match(judge('interim', []), { ok: true, found: 'none' })
})

t.test('headers compares by name without regard to case, and tells what is missing', async t => {
  const fields = { answer: answer({ fields: ['retry-after', '2', 'Set-Cookie', 'a', 'set-cookie', 'b'] }) }
  t.match(judge('headers', { 'Retry-After': '2', 'Set-Cookie': 'a, b' }, fields), { ok: true })
  t.match(judge('headers', { 'Retry-After': '3' }, fields), { ok: false, found: 'Retry-After: 2' })
  t.match(judge('headers', { Location: '/x' }, fields), { ok: false, found: 'Location: (none)' })
})

t.test(
  'phase must be seen in the log of a gateway that names errors, and may be hidden in that of another',
  async t => {
    const logged = (phase?: 'head' | 'body') => {
      const only = answer()
      const line = { level: 'error' as const, raw: '', message: '', ...(phase === undefined ? {} : { phase }) }
      return { answer: only, observation: observation([only], { log: [line] }) }
    }
    t.match(judge('phase', 'head', logged('head')), { ok: true })
    t.match(judge('phase', 'head', logged('body')), { ok: false, found: 'body' })
    t.match(judge('phase', 'head', logged()), { ok: false, found: 'not visible' })
    t.match(judge('phase', 'head', { ...logged(), namesErrors: false }), { ok: true, found: 'not visible' })
  }
)

t.test('upstream compares only what is asked for', async t => {
  const only = answer()
  const arrivals = [arrival({ bodySize: 10, answered: { at: 1, status: 200, taken: true } }), arrival({ bodySize: 5 })]
  const seen = { answer: only, observation: observation([only], { arrivals, connections: 2, unread: 1 }) }
  t.match(judge('upstream', { requests: 2, connections: 2, unread: 1, body: 15, completed: false }, seen), { ok: true })
  t.match(judge('upstream', { requests: 1 }, seen), { ok: false, expected: 'requests 1', found: 'requests 2' })
  t.match(judge('upstream', { completed: true }, seen), { ok: false, found: 'completed no' })
  const nothing = { answer: only, observation: observation([only], { arrivals: [] }) }
  t.match(judge('upstream', { completed: true }, nothing), { ok: false }, 'nothing is not complete')
})

t.test('scan needs a query, and every one of them read so', async t => {
  const only = answer()
  const query = (scan: string) => ({ sql: '', scan, rows: 1, rowsRemoved: 0, milliseconds: 1 })
  const seen = (...scans: string[]) => ({
    answer: only,
    observation: observation([only], { queries: scans.map(query) })
  })
  t.match(judge('scan', 'Index Scan', seen('Index Scan')), { ok: true })
  t.match(judge('scan', 'Index Scan', seen('Index Scan', 'Seq Scan')), { ok: false, found: 'Index Scan, Seq Scan' })
  t.match(judge('scan', 'Seq Scan', seen()), { ok: false, found: 'no query' })
})

t.test('error takes the member of Proxy-Status that is nearest to the client', async t => {
  const fields = ['Proxy-Status', 'origin; error=connection_refused, edge; error=connection_timeout; details="x"']
  const named = { answer: answer({ fields }) }
  t.match(judge('error', 'connection_timeout', named), { ok: true })
  t.match(judge('error', 'connection_refused', named), { ok: false, found: 'connection_timeout' })
  t.match(judge('error', 'none', named), { ok: false })
})

t.test('bytes looks at head and body as they came', async t => {
  const came = { answer: answer({ raw: 'HTTP/1.1 502 Bad Gateway\r\nServer: a\r\n\r\nsorry' }) }
  t.match(judge('bytes', { contains: 'sorry' }, came), { ok: true, found: '"sorry"' })
  t.match(judge('bytes', { lacks: 'Server' }, came), { ok: false, expected: 'no "Server"', found: '"Server"' })
  t.match(judge('bytes', { contains: 'glad', lacks: 'secret' }, came), { ok: false, found: 'no "glad", no "secret"' })
})
