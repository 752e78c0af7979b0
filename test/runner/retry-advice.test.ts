import t from 'tap'
import { adviseRetry } from '../../src/runner/retry-advice.js'
import { answer, arrival, observation } from '../checks/seen.js'

const post = (told = {}) => answer({ method: 'POST', label: 'POST /orders', ...told })

t.test('a good answer needs no advice', async t => {
  t.same(adviseRetry(observation([answer({ status: 200, fields: [] }), answer({ status: 404, fields: [] })])), [])
})

t.test('a GET may be sent again later, and one learns that the work was done', async t => {
  const done = arrival({ answered: { at: 1500, status: 200, taken: false } })
  t.match(adviseRetry(observation([answer()], { arrivals: [done] })), [{ may: 'later', why: /ran to its end/ }])
})

t.test('a POST may not, when the upstream may have done it', async t => {
  const arrivals = [arrival({ method: 'POST', target: '/orders' })]
  t.match(adviseRetry(observation([post()], { arrivals })), [{ request: 'POST /orders', may: 'no' }])
})

t.test('a POST that was left unread may not either: nobody in front of it can know', async t => {
  t.match(adviseRetry(observation([post()], { arrivals: [], unread: 1 })), [{ may: 'no', why: /never read/ }])
})

t.test('a POST that was refused may: it never got there', async t => {
  const fields = ['Proxy-Status', 'edge-1; error=connection_refused']
  t.match(adviseRetry(observation([post({ status: 502, fields })], { arrivals: [] })), [{ may: 'yes' }])
})

t.test('an application that has said no itself is told from one whose answer nobody took', async t => {
  const answered = { at: 20, status: 500, taken: true }
  const get = [arrival({ answered })]
  t.match(adviseRetry(observation([answer({ status: 500 })], { arrivals: get })), [
    { why: /the application itself said no/ }
  ])
  const arrivals = [arrival({ method: 'POST', target: '/orders', answered })]
  t.match(adviseRetry(observation([post({ status: 500 })], { arrivals })), [{ may: 'no', why: /said no itself/ }])
})

t.test('requests of one kind get one advice', async t => {
  t.equal(adviseRetry(observation([answer(), answer({ request: 1 })])).length, 1)
})

t.test('one that was refused never got there, whatever became of others like it', async t => {
  const fields = ['Proxy-Status', 'edge-1; error=connection_refused']
  const good = answer({ status: 200, fields: [] })
  const refused = answer({ request: 1, status: 502, fields })
  const taken = arrival({ answered: { at: 20, status: 200, taken: true } })
  t.match(adviseRetry(observation([good, refused], { arrivals: [taken] })), [{ may: 'yes', why: /never reached/ }])
  const twice = [taken, arrival({ upstream: 'b' })]
  t.match(
    adviseRetry(observation([good, refused], { arrivals: twice })),
    [{ may: 'later' }],
    'tried twice, it may have'
  )
})

t.test('of several that were alike the one without an answer is told of, not the one that went well', async t => {
  const good = answer({ status: 200, fields: [] })
  const arrivals = [
    arrival({ answered: { at: 900, status: 200, taken: true } }),
    arrival({ connection: 1, answered: { at: 1500, status: 200, taken: false } })
  ]
  t.match(adviseRetry(observation([good, answer({ request: 1 })], { arrivals })), [{ why: /ran to its end/ }])
})
