import t from 'tap'
import { Balancer } from '../../../src/gateway/upstreams/balancer.js'

const three = () => ['a', 'b', 'c'].map(name => ({ name, underWay: 0 }))
const anyone = () => true

t.test('round robin takes them in turn, and leaves out those that may not be asked', async t => {
  const balancer = new Balancer(three(), 'round-robin')
  const turns = [anyone, anyone, anyone, anyone].map(may => balancer.next(may)?.name)
  t.same(turns, ['a', 'b', 'c', 'a'])
  t.equal(balancer.next(({ name }) => name !== 'b')?.name, 'c')
  t.equal(balancer.next(anyone)?.name, 'a')
})

t.test('first stays with the first that may be asked', async t => {
  const balancer = new Balancer(three(), 'first')
  t.same([balancer.next(anyone)?.name, balancer.next(anyone)?.name], ['a', 'a'])
  t.equal(balancer.next(({ name }) => name !== 'a')?.name, 'b')
  t.equal(balancer.next(anyone)?.name, 'a')
})

t.test('least connections takes the one with the fewest under way, in turn among equals', async t => {
  const members = three()
  const balancer = new Balancer(members, 'least-connections')
  const taken = Array.from({ length: 3 }, () => {
    const member = balancer.next(anyone)
    if (member !== undefined) member.underWay++
    return member?.name
  })
  t.same(taken, ['a', 'b', 'c'])
  for (const member of members) member.underWay = member.name === 'b' ? 0 : 2
  t.equal(balancer.next(anyone)?.name, 'b')
})

t.test('where none may be asked there is none', async t => {
  for (const balance of ['round-robin', 'first', 'least-connections'] as const) {
    t.equal(
      new Balancer(three(), balance).next(() => false),
      undefined
    )
  }
})
