import { Script } from 'node:vm'
import t from 'tap'
import { ERROR_TYPE_NAMES } from '../../../src/core/error-types.js'
import { mustsOf } from '../../../src/matrix/musts.js'
import { agreementOf, differencesOf, disagree } from '../../../src/matrix/page/agreement.js'
import { columnsShown, rowsShown } from '../../../src/matrix/page/browser/filter.js'
import { readState, type State, writeState } from '../../../src/matrix/page/browser/state.js'
import { collect } from '../../../src/matrix/page/collect.js'
import { html, jsonForScript } from '../../../src/matrix/page/html.js'
import { pack, unpack } from '../../../src/matrix/page/packing.js'
import { pageScript } from '../../../src/matrix/page/script.js'
import { answersWords, besideStatus } from '../../../src/matrix/page/words.js'
import { allScenarios } from '../../../src/scenario/index.js'
import { answer, sample } from './sample.js'

const data = collect(sample())
const [reference, nginx] = [0, 1]

t.test('what is put into HTML is escaped, unless it is HTML', async t => {
  t.equal(
    html`<p title="${'"<&\''}">${[html`<b>${1}</b>`, '<i>']}</p>`.text,
    '<p title="&#34;&#60;&#38;&#39;"><b>1</b>&#60;i></p>'.replace('i>', 'i&#62;')
  )
})

t.test('JSON in a script element holds no sign that could end it', async t => {
  const { text } = jsonForScript({ a: '</script><!--', b: '\u2028' })
  t.notMatch(text, /[<>&\u2028]/)
  t.same(JSON.parse(text), { a: '</script><!--', b: '\u2028' })
})

t.test('what is packed comes out as it was', async t => {
  const piece = { a: [1, 'x', null, true, []], b: { a: 'x', c: -1 }, empty: {}, d: [{ a: 'x', c: 0.5 }] }
  t.same(unpack(JSON.parse(JSON.stringify(pack(piece)))), piece)
  t.same(unpack(pack({ a: 1, b: undefined })), { a: 1 })
})

t.test('every text and every list of field names is packed once', async t => {
  const { texts, shapes } = pack([
    { a: 'x', b: 'x' },
    { a: 'x', b: 'y' }
  ])
  t.same(texts, ['x', 'y'])
  t.same(shapes, [['a', 'b']])
})

t.test('answers of one kind are told once, with their number', async t => {
  const cut = answer({ status: 200, got: 'cut' })
  t.same(answersWords([answer(), cut, answer(), answer({ status: null, got: 'nothing' })]), [
    '502 ×2',
    '200 cut',
    'nothing'
  ])
})

t.test('what the status does not tell is told beside it', async t => {
  const differs = (check: string) => ({ check, expected: 'this', found: 'that' })
  t.same(besideStatus([differs('upstream'), differs('upstream'), differs('error')], []), ['in upstream, error'])
  t.same(besideStatus([differs('upstream'), differs('status')], []), [], 'a status tells by itself that it differs')
  t.same(besideStatus([], [answer({ attempts: 4 }), answer(), answer({ attempts: 4 })]), ['sent 4×'])
  const order = { request: 'POST /orders', attempts: 2 }
  t.same(besideStatus([], [answer({ ...order, twice: true })]), ['POST sent 2×'])
  t.same(besideStatus([], [answer(order)]), [], 'the client itself has sent it again')
})

t.test('targets agree where the client got the same, of what both played', async t => {
  t.same(agreementOf(data, reference, nginx), { both: 2, alike: 1 })
  t.same(differencesOf(data, reference, nginx), [1])
  t.equal(disagree(data, 1, [reference, nginx]), true)
  t.equal(disagree(data, 1, [nginx]), false)
})

t.test('filters leave the rows that were asked for', async t => {
  const shown = (part: Partial<State>) =>
    rowsShown(data, { ...readState(''), ...part }).map(row => data.scenarios[row]?.id)
  t.same(shown({}), ['crash', 'two-lengths', 'circuit-open'])
  t.same(shown({ show: 'disagree' }), ['two-lengths'])
  t.same(shown({ show: 'agree' }), ['crash', 'circuit-open'])
  t.same(shown({ show: 'differs' }), ['two-lengths'])
  t.same(shown({ show: 'unlike' }), ['circuit-open'])
  t.same(shown({ show: 'skipped' }), ['circuit-open'])
  t.same(shown({ q: 'TITLE no http' }), ['two-lengths'])
  t.same(shown({ type: 'destination_unavailable' }), ['circuit-open'])
  t.same(shown({ tag: 'head' }), ['two-lengths'])
  t.same(shown({ show: 'disagree', targets: ['nginx'] }), [], 'only the shown targets count')
  t.same(columnsShown(data, { ...readState(''), targets: ['nginx'] }), [nginx])
})

t.test('what the reader asked for stands in the address, and is read from there', async t => {
  const state = { ...readState(''), show: 'disagree', q: 'a & b', targets: ['nginx', 'h2o'], cell: 'crash/nginx' }
  t.equal(writeState(state), '#show=disagree&q=a+%26+b&targets=nginx,h2o&cell=crash/nginx')
  t.same(readState(writeState(state)), state)
  t.equal(writeState(readState('')), '#')
})

t.test('the script is one piece that a browser can read, with nothing to be loaded', async t => {
  const script = pageScript()
  t.notMatch(script, /^\s*(import|export)\s/m)
  t.notMatch(script, /sourceMappingURL|<\/script/)
  t.ok(new Script(script), 'it is right JavaScript')
})

t.test('every demand of an RFC belongs to a scenario, and says what it demands', async t => {
  const ids = (await allScenarios()).map(({ id }) => id)
  const musts = ids.flatMap(id => mustsOf(id))
  t.ok(musts.length > 10)
  for (const { quote, level, who } of musts) {
    t.match(quote, level)
    t.ok(who.length > 0)
  }
  t.same(mustsOf('ok'), [])
})

t.test('groups of the matrix are registered error types', async t => {
  const types = new Set(data.scenarios.map(({ teaches }) => teaches))
  t.ok([...types].every(type => type === 'none' || (ERROR_TYPE_NAMES as string[]).includes(type)))
})
