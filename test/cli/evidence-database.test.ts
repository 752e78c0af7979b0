import t from 'tap'
import { gatecrash } from './played.js'

t.test('who waits for a lock is shown with the session that holds it', async t => {
  const { out } = await gatecrash(['run', 'db-lock', '--evidence', '--speed', '4'])
  t.match(out, /\n# [\d:.]{12}\n\$ psql -c "SELECT pid, pg_blocking_pids\(pid\) AS blocked_by, state, /)
  const [, holder = ''] = /\n +(\d+) \| \{\} +\| idle in transaction /.exec(out) ?? []
  t.match(out, new RegExp(`\\n +\\d+ \\| \\{${holder}\\} +\\| active +\\| Lock +\\| transactionid `))
})

t.test('sessions are shown while they are held, and nothing that only the testbed asks for', async t => {
  const { out } = await gatecrash(['run', 'db-too-many-connections', '--evidence'])
  t.match(out, /\$ psql -c "SELECT pid, state, .*\n.*\n.*\n(?: +\d+ \| idle in transaction .*\n){2}\(2 rows\)\n/)
  t.match(out, /postgresql\.log\n[\d-]+ [\d:.]+ UTC \[\d+\] FATAL: {2}too many connections for role "\w+"\n\n/)
  t.notMatch(out, /auto_explain|LOAD|\bERROR: /)
})
