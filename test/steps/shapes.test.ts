import t from 'tap'
import { type Located, type Problem, tagged } from '../../src/core/shape/index.js'
import { STEPS } from '../../src/steps/index.js'

const SHAPE = tagged('a step', STEPS)
const PLACE = { line: 1, column: 1 }

function located(value: unknown): Located {
  if (value === null) return { kind: 'nothing', place: PLACE }
  if (Array.isArray(value)) return { kind: 'list', items: value.map(located), place: PLACE }
  if (typeof value !== 'object') return { kind: 'scalar', value: value as string | number | boolean, place: PLACE }
  const entries = Object.entries(value).map(([key, own]) => ({ key, keyPlace: PLACE, value: located(own) }))
  return { kind: 'map', entries, place: PLACE }
}

function read(value: unknown): { read: unknown; problems: Problem[] } {
  const problems: Problem[] = []
  return { read: SHAPE.read(located(value), problem => problems.push(problem)), problems }
}

const RIGHT: [written: unknown, kind: string, value: unknown][] = [
  ['receive', 'receive', 'request'],
  [{ receive: 'unread' }, 'receive', 'unread'],
  [{ receive: { bytes: '64KB' } }, 'receive', { bytes: 65_536 }],
  [{ wait: '1.5s' }, 'wait', { milliseconds: 1500 }],
  ['block', 'block', 'for ever'],
  [{ block: '3s' }, 'block', { milliseconds: 3000 }],
  [{ send: 'SSH-2.0' }, 'send', { text: 'SSH-2.0', encoding: 'utf8', times: 1 }],
  [{ send: { hex: '00 ff', times: 3 } }, 'send', { text: '00ff', encoding: 'hex', times: 3 }],
  [{ send: { lines: ['a', 'b'] } }, 'send', { text: 'a\r\nb\r\n', encoding: 'utf8', times: 1 }],
  [{ log: 'payment: asked' }, 'log', 'payment: asked'],
  [{ respond: 200 }, 'respond', { status: 200 }],
  [{ respond: { status: 200, headers: { a: ['b', 'c'] } } }, 'respond', { status: 200, headers: { a: ['b', 'c'] } }],
  [{ drip: { again: 'x', every: '10ms' } }, 'drip', { every: { milliseconds: 10 } }],
  ['close', 'close', true],
  [{ reset: null }, 'reset', true],
  ['crash', 'crash', 'SIGKILL'],
  [{ crash: 'SIGTERM' }, 'crash', 'SIGTERM'],
  [{ query: 'orders with an index' }, 'query', { ask: ['orders with an index'] }],
  [{ query: ['begin', 'sell article 1'] }, 'query', { ask: ['begin', 'sell article 1'] }],
  [{ query: { ask: 'commit', else: 500 } }, 'query', { ask: ['commit'], else: { status: 500 } }],
  [{ mark: 'a-busy' }, 'mark', 'a-busy']
]

t.test('steps are read as they are written', async t => {
  for (const [written, kind, value] of RIGHT) {
    const { read: step, problems } = read(written)
    t.same(problems, [], JSON.stringify(written))
    t.match(step, { kind, value })
  }
})

const WRONG: [written: unknown, problem: Partial<Problem>][] = [
  ['respnd', { found: '"respnd"', nearest: 'respond' }],
  ['wait', { expected: 'wait: a duration such as 300ms, 1s, 1.5s or 2m' }],
  [{ wait: 5 }, { expected: 'a duration such as 300ms, 1s, 1.5s or 2m', found: '5' }],
  [{ receive: 'hed' }, { found: '"hed"', nearest: 'head' }],
  [{ send: {} }, { expected: 'one of text, hex, lines', found: 'none of them' }],
  [{ send: { text: 'a', hex: '00' } }, { expected: 'one of text, hex, lines', found: 'text and hex' }],
  [{ send: { hex: '0' } }, { expected: 'pairs of hexadecimal digits such as 00 ff 0d0a', found: '"0"' }],
  [{ respond: 99 }, { found: '99' }],
  [{ respond: { body: 'x' } }, { expected: 'status: a status from 200 to 599', found: 'no status' }],
  [{ drip: { every: '1s' } }, { expected: 'send, again, or both', found: 'neither' }],
  [{ close: 'now' }, { expected: 'nothing behind close', found: '"now"' }],
  [{ crash: 'KILL' }, { expected: 'one of SIGKILL, SIGTERM' }],
  [{ query: 'orders without index' }, { nearest: 'orders without an index' }],
  [{ mark: 'A busy' }, { expected: 'the name of a mark, in lower case, words joined by -' }]
]

t.test('a mistake in a step says what was expected, and the nearest word', async t => {
  for (const [written, problem] of WRONG) t.match(read(written).problems, [problem], JSON.stringify(written))
})

t.test('every step says in one line what it does', async t => {
  for (const step of STEPS) t.match(step.says, /^[A-Z][^\n]{20,}\.$/, step.name)
})
