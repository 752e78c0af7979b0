import t from 'tap'
import { whyMissing } from '../needs.js'
import { gatecrash } from './played.js'

const NO_SS = whyMissing('ss') !== false

t.test('past the gateway somebody waits who has patience, whatever the client has', async t => {
  const { out } = await gatecrash(['run', 'client-gone', '--evidence', '--speed', '10'])
  t.match(
    out,
    /\$ curl -v --trace-time -m 0\.\d+ .*\/report\n[\s\S]*past the gateway.*\n\$ curl -v --trace-time -m 1\.5 /
  )
  t.match(out, /Operation timed out after 1500 milliseconds/)
})

t.test('the address of one that never listens is told all the same', async t => {
  const { out } = await gatecrash(['run', 'crash-loop', '--evidence'])
  t.match(out, /gateway at \S+, its upstream at 127\.\S+:\d+\n/)
})

t.test('what never reached the application is not in its log', async t => {
  const { out } = await gatecrash(['run', 'refused', '--evidence'])
  t.match(out, /\$ journalctl .*\n-- No entries --\n/)
  if (!NO_SS) t.match(out, /\$ ss -ltn .*\nState .*\n\n/)
  t.match(out, /curl: \(7\) Failed to connect to 127\./)
})

t.test('nginx has its two logs, as it writes them', { skip: whyMissing('nginx') }, async t => {
  const { out } = await gatecrash(['run', 'stalled-head', '--evidence', '--target', 'nginx', '--speed', '2'])
  t.match(
    out,
    /\$ tail \S+access\.log\n127\.0\.0\.1 - - \[\S+ \+\d{4}\] "GET \/ HTTP\/1\.1" 504 \d+ "-" "curl\/7\.88\.1" rt=0\.5\d\d .* ubr=55 /
  )
  t.match(
    out,
    /\$ tail \S+error\.log\n\S+ \S+ \[error\] \d+#\d+: \*\d+ upstream timed out \(110: .*while reading response header/
  )
  t.notMatch(out, /\[notice\]|\[info\]|^\{/m)
  t.match(out, /recvfrom\(5, "HTTP\/1\.1 200 OK.* = 55\n\n/, 'piece by piece: one, and then nothing')
})

t.test('no limit is told that the gateway was not', { skip: whyMissing('nginx') }, async t => {
  const words = async (target: string) =>
    (await gatecrash(['run', 'dripping-head', '--evidence', '--target', target])).out.split('\n')[0]
  t.match(await words('reference'), /, head timeout \S+/)
  t.match(await words('nginx'), /^\w{3} \d\d [\d:]{8} {3}nginx \d[\d.]+, connect timeout [^,]+, read timeout \S+$/)
})
