import t from 'tap'
import { isAccessLine, readNginxLog } from '../../src/targets/nginx/log.js'

function access(connection: string, more: object = {}): string {
  const facts = { connection, request: 'GET /a HTTP/1.1', status: '200', addresses: '127.0.0.1:9' }
  return JSON.stringify({ ...facts, connect: '0.001', head: '0.002', response: '0.003', end: '0.004', ...more })
}

function said(connection: string, message: string, level = 'error'): string {
  return `2026/11/20 17:48:52 [${level}] 7#7: ${connection === '' ? '' : `*${connection} `}${message}, client: 127.0.0.1`
}

const TIMED_OUT = 'upstream timed out (110: Connection timed out) while reading response header from upstream'
const CLOSED = 'upstream prematurely closed connection while reading response header from upstream'

t.test('a request that went well is one entry', async t => {
  const line = access('1')
  t.strictSame(readNginxLog([line]), [
    {
      level: 'info',
      raw: line,
      message: 'GET /a HTTP/1.1 200',
      phase: 'done',
      method: 'GET',
      path: '/a',
      status: 200,
      attempts: 1,
      upstream: '127.0.0.1:9',
      timings: { connect: 1, head: 2, end: 4 }
    }
  ])
})

t.test('an error is joined with the request that it is about', async t => {
  const raw = said('3', TIMED_OUT)
  const status = '504'
  const lines = [access('1'), raw, access('2'), access('3', { status, head: '-' }), said('3', 'client closed', 'info')]
  const entries = readNginxLog([...lines, access('3')])
  t.equal(entries.length, 4)
  t.match(entries[2], {
    level: 'error',
    raw,
    message: TIMED_OUT,
    phase: 'head',
    error: 'connection_read_timeout',
    status: 504
  })
  t.equal(entries[2]?.timings?.head, undefined)
  t.match(
    entries[3],
    { level: 'info', phase: 'done', error: undefined },
    'and not with the next one on that connection'
  )
})

t.test('a failure that another attempt made good is a warning without an error type', async t => {
  const times = { connect: '0.000, 0.001', head: '-, 0.002', response: '0.010, 0.020', end: '0.031' }
  const [entry] = readNginxLog([said('1', CLOSED), access('1', { addresses: 'a:1, b:2', ...times })])
  t.match(entry, { level: 'warn', message: CLOSED, phase: 'done', error: undefined, attempts: 2, upstream: 'b:2' })
  t.strictSame(entry?.timings, { connect: 11, head: 12, end: 31 })
})

t.test('a failure in the last attempt is that of the request', async t => {
  const lines = [said('1', CLOSED), said('1', TIMED_OUT), access('1', { addresses: 'a:1, b:2', status: '504' })]
  t.match(readNginxLog(lines)[0], { level: 'error', phase: 'head', error: 'connection_read_timeout', attempts: 2 })
})

t.test('a client that leaves is a warning', async t => {
  const message =
    'client prematurely closed connection, so upstream connection is closed too while sending request to upstream'
  const [entry] = readNginxLog([said('1', message, 'info'), access('1', { status: '499' })])
  t.match(entry, { level: 'warn', phase: 'client', error: undefined, status: 499 })
})

t.test('status 009 is none: the client was sent a body without a head', async t => {
  t.equal(readNginxLog([access('1', { status: '009' })])[0]?.status, undefined)
})

t.test('a request that never got to the upstream has no attempts', async t => {
  const [entry] = readNginxLog([
    access('1', { addresses: '', connect: '', head: '', response: '', status: '400', request: '' })
  ])
  t.match(entry, { attempts: 0, upstream: undefined, status: 400, timings: { connect: undefined, head: undefined } })
})

t.test('errors that are about no request are told, and chatter is not', async t => {
  const raw = said('', 'worker process 8 exited on signal 9', 'alert')
  const lines = [said('', 'start worker processes', 'notice'), raw, access('1'), '']
  t.strictSame(
    readNginxLog(lines).map(entry => entry.raw),
    [raw, access('1')]
  )
  t.equal(lines.filter(isAccessLine).length, 1)
})
