import t from 'tap'
import { createMarks } from '../../src/core/marks.js'

const { signal: never } = new AbortController()

t.test('who waits for a mark goes on when it is set, and at once when it was', async t => {
  const marks = createMarks()
  const order: string[] = []
  const waits = marks.wait('busy', never).then(() => order.push('went on'))
  order.push('set')
  marks.set('busy')
  await waits
  await marks.wait('busy', never)
  t.same(order, ['set', 'went on'])
})

t.test('the end of the run lets go of who still waits', async t => {
  const over = new AbortController()
  const waits = createMarks().wait('never', over.signal)
  over.abort()
  await t.resolves(waits)
})
