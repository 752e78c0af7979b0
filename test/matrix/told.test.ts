import t from 'tap'
import { toldOf } from '../../src/matrix/index.js'
import { answer, cell, results } from './page/sample.js'

t.test('a cell that is not the same each time is told round by round, with what must be the same', async t => {
  const rounds = [1, 2].map(attempts => ({
    outcome: 'pass' as const,
    answers: [answer({ attempts, error: 'connection_terminated' })]
  }))
  const nginx = results('nginx', [cell('crash', [], { rounds, same: false })])
  const { remarks, rows } = toldOf(['crash'], [{ name: 'nginx' }, { name: 'caddy' }], [nginx])
  t.match(remarks, [
    {
      title: 'crash on nginx',
      says: [
        'round 1: pass 502 connection_terminated, sent 1 times',
        'round 2: pass 502 connection_terminated, sent 2 times'
      ]
    }
  ])
  t.same(rows, [{ scenario: 'crash', cells: [{ text: '502', outcome: 'pass', same: false }, undefined] }])
})
