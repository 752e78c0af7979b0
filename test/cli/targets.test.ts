import t from 'tap'
import { TARGETS } from '../../src/targets/index.js'
import { gatecrash } from './played.js'

t.test('every target is listed: those that are here with their version, the others with how to get them', async t => {
  const { code, out } = await gatecrash(['targets'], { PATH: '/nowhere' })
  t.equal(code, 0)
  const lines = out.split('\n')
  for (const { name, product } of TARGETS) {
    const line = lines.find(line => line.slice(2).startsWith(`${name} `))
    t.match(line, product)
    t.match(line, /\d+\.\d+|is not installed|not found/, name)
  }
  t.match(out, '--target nginx=/opt/nginx/sbin/nginx')
  t.match(out, '--target external=127.0.0.1:8080,upstream=127.0.0.1:9000')
})

t.test('programs get one object a line', async t => {
  const { out } = await gatecrash(['targets', '--json'])
  const rows = out
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as { name: string; here: boolean })
  t.same(
    rows.map(row => row.name),
    TARGETS.map(target => target.name)
  )
  t.match(rows[0], { name: 'reference', here: true })
})

t.test('a word is refused', async t => {
  const { code, errors } = await gatecrash(['targets', 'nginx'])
  t.equal(code, 2)
  t.match(errors, 'targets takes no word, found "nginx"')
})
