import t from 'tap'
import { psqlTable } from '../../../src/surroundings/database/psql-table.js'

t.test('rows are printed as psql prints them', async t => {
  const rows = [
    { pid: 7, state: 'active', query: 'SELECT 1' },
    { pid: 12345, state: null, query: '' }
  ]
  t.equal(
    psqlTable(['pid', 'state', 'query'], rows),
    [
      '  pid  | state  |  query',
      '-------+--------+----------',
      '     7 | active | SELECT 1',
      ' 12345 |        |',
      '(2 rows)'
    ].join('\n')
  )
  t.equal(psqlTable(['pid'], []), ' pid\n-----\n(0 rows)')
})
