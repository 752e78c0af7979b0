import { stripVTControlCharacters } from 'node:util'
import t from 'tap'
import { cellsTable, checkPage } from '../../../src/check/page/index.js'
import { asNpmScript, type Out } from '../../../src/report/index.js'
import { behaviour, byDefault } from '../findings/sample.js'
import { golden } from './golden.js'
import { RESULT, ROUTES, SOUND } from './sample.js'

const style = (options: Partial<Out> = {}): Out => ({
  write() {},
  columns: 110,
  colour: false,
  interactive: false,
  unicode: true,
  command: asNpmScript,
  ...options
})

t.test('the page of a check says what every route does and what is wrong', async t => {
  const text = checkPage(RESULT, style())
  t.equal(text, golden('page.txt', text))
})

t.test('a check in which nothing is found is told in a few lines', async t => {
  const text = checkPage(SOUND, style())
  t.equal(text, golden('sound.txt', text))
})

t.test('every cell is told when somebody asks for it', async t => {
  const text = cellsTable(RESULT, style())
  t.equal(text, golden('cells.txt', text))
})

for (const columns of [60, 100, 120, 300])
  t.test(`nothing is wider than ${columns} columns, or than 120`, async t => {
    for (const text of [checkPage(RESULT, style({ columns })), cellsTable(RESULT, style({ columns }))]) {
      const widest = Math.max(...text.split('\n').map(each => each.length))
      t.ok(widest <= Math.min(columns, 120), `${widest} columns`)
    }
  })

t.test('colour adds nothing but colour', async t => {
  const coloured = checkPage(RESULT, style({ colour: true }))
  t.not(coloured, checkPage(RESULT, style()))
  t.equal(stripVTControlCharacters(coloured), checkPage(RESULT, style()))
})

t.test('a terminal that knows only ASCII gets nothing else', async t => {
  t.match(checkPage(RESULT, style({ unicode: false })), /^[\n -~]*$/)
})

t.test('what a gateway wrote cannot paint the terminal', async t => {
  const log = ['\x1b]0;title\x07 [error] \x1b[31mred']
  const behaviours = [behaviour('hang', { route: '/api', log, unknown: '\x1b[2J' })]
  const result = { ...RESULT, behaviours }
  for (const text of [checkPage(result, style()), cellsTable(result, style())]) t.notOk(text.includes('\x1b'))
})

t.test('routes are alike when their times differ by a hair, and not when their settings do', async t => {
  const read = byDefault('proxy_read_timeout', '60s', 60_000)
  const hang = (route: string, after: number, value = '60s') =>
    behaviour('hang', { route, status: 504, after, decidedBy: { ...read, value } })
  const page = (...behaviours: ReturnType<typeof hang>[]) =>
    checkPage({ ...SOUND, configuration: RESULT.configuration, behaviours }, style())
  t.match(page(hang('/api', 60_100), hang('/admin', 60_900)), '/api, /admin (2 routes alike)')
  t.notMatch(page(hang('/api', 60_100), hang('/admin', 60_900, '61s')), 'alike')
})

t.test('where a limit stands at several places that is said', async t => {
  const hang = ROUTES.map(({ id }, at) => {
    const place = { file: '/srv/shop/nginx/nginx.conf', line: at }
    return behaviour('hang', { route: id, status: 504, after: 9000, decidedBy: { name: 'limit', value: '9s', place } })
  })
  const text = checkPage({ ...SOUND, configuration: RESULT.configuration, behaviours: hang }, style())
  t.match(text, 'limit 9s  nginx.conf:0 and elsewhere')
})
