import t from 'tap'
import { pageOf } from '../../../src/matrix/page/index.js'
import { type Packed, unpack } from '../../../src/matrix/page/packing.js'
import { answer, cell, HOSTILE, results, sample } from './sample.js'

const page = pageOf(sample())

t.test('the page holds every scenario, every target and what each cell was', async t => {
  for (const text of ['The title of crash', 'two-lengths', 'nginx', 'reference', '1.2.3', '2026-11-20', 'no HTTP'])
    t.match(page, text)
  t.match(page, 'aria-label="nginx, two-lengths: no HTTP, differs"')
  t.match(page, 'aria-label="nginx, circuit-open: not played"')
  t.match(page, 'aria-label="reference, circuit-open: 503, expected, varies"')
})

t.test('the page asks for nothing from outside', async t => {
  t.notMatch(page, /<(?:script|img|iframe|audio|video)[^>]*\ssrc=/)
  t.notMatch(page, /<link[^>]*href="(?!data:,")/)
  t.notMatch(page, /@import|url\(/)
  t.match(page, `default-src 'none'`)
})

t.test('bytes of a target can neither end the script nor begin an element', async t => {
  t.equal(page.split('</script>').length - 1, 2, 'the two scripts of the page end, and no other')
  t.notOk(page.includes('<img'))
  const { cells } = dataOf(page) as { cells: { received: { text: string[] }[] }[][] }
  t.same(cells[1]?.[1]?.received[0]?.text, [HOSTILE], 'and yet they are there')
})

t.test('a name that means no good is escaped in the matrix', async t => {
  const made = pageOf([results('nginx', [cell('crash', [answer()], { title: '<b onclick="x()">\'&' })])])
  t.match(made, '&#60;b onclick=&#34;x()&#34;&#62;&#39;&#38;')
})

t.test('the reference comes first, then targets by name', async t => {
  const made = pageOf([results('nginx', []), results('haproxy', []), results('reference', [])])
  const { targets } = dataOf(made) as { targets: { name: string }[] }
  t.same(
    targets.map(({ name }) => name),
    ['reference', 'haproxy', 'nginx']
  )
})

t.test('a target that was not asked a scenario has an empty cell', async t => {
  const made = pageOf([results('nginx', [cell('crash', [answer()])]), results('haproxy', [])])
  t.match(made, 'not measured')
})

t.test('a long answer is cut, and how much is left out is told', async t => {
  const long = cell('crash', [answer()])
  const evidence = { ...long.evidence, received: ['x'.repeat(16_000)] }
  const { cells } = dataOf(pageOf([results('nginx', [{ ...long, evidence }])])) as {
    cells: { received: { text: string[]; left: number }[] }[][]
  }
  t.match(cells[0]?.[0]?.received[0], { text: ['x'.repeat(3000)], left: 13_000 })
})

t.test('a page of 66 scenarios and 12 targets stays below three megabytes', async t => {
  const words = 'abcdefghij'.split('')
  const cells = Array.from({ length: 66 }, (_, at) => {
    const made = cell(`scenario-${at}`, [answer(), answer({ request: 'GET /other' })])
    const unlike = (length: number) => Array.from({ length }, (_, n) => `${words[n % 10]} ${at * 1000 + n}`).join(' ')
    const evidence = {
      ...made.evidence,
      received: [unlike(60), unlike(60)],
      log: [{ raw: unlike(30) }],
      timeline: Array.from({ length: 30 }, (_, n) => ({ at: n * 1.7, side: 'upstream', says: unlike(3) }))
    }
    return { ...made, evidence }
  })
  const made = pageOf(Array.from({ length: 12 }, (_, at) => results(`target-${at}`, cells)))
  t.ok(made.length < 3_000_000, `${made.length} bytes`)
})

t.test('a page of no results says so with an empty matrix', async t => {
  t.match(pageOf([]), '0 of 0 scenarios')
})

function dataOf(made: string): unknown {
  const [, json = ''] = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(made) ?? []
  return unpack(JSON.parse(json) as Packed)
}
