import t from 'tap'
import { changedText, waitingText } from '../../src/report/index.js'
import { pageOf } from './page.js'

const NOON = new Date(2026, 0, 1, 12, 0, 5)

t.test('what has changed stands on a page of its own, where there is a terminal', async t => {
  const { out } = pageOf({ interactive: true })
  t.equal(changedText(['a.yaml'], out, NOON), '\x1b[2J\x1b[H12:00:05  a.yaml has changed\n\n')
  t.equal(changedText(['a.yaml', 'b.yaml'], pageOf().out, NOON), '\n12:00:05  a.yaml, b.yaml have changed\n\n')
})

t.test('what is waited for is named while it is one', async t => {
  t.equal(waitingText(['a.yaml'], pageOf().out), '\nwaits until a.yaml changes… Ctrl-C ends it\n')
  t.equal(waitingText(['a', 'b'], pageOf().out), '\nwaits until one of 2 files changes… Ctrl-C ends it\n')
  t.match(waitingText(['\x1b[2J.yaml'], pageOf({ unicode: false }).out), /^[\n -~]*$/)
})
