import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import t from 'tap'
import { pageOf } from '../../../src/matrix/page/index.js'
import { whyMissing } from '../../needs.js'
import { Chromium } from './chromium.js'
import { sample } from './sample.js'

const skip = whyMissing('chromium')
const folder = mkdtempSync(join(tmpdir(), 'gatecrash-page-'))
const file = join(folder, 'index.html')
const address = pathToFileURL(file).href
writeFileSync(file, pageOf(sample()))
t.teardown(() => rmSync(folder, { recursive: true, force: true }))

const SHOWN = `[...document.querySelectorAll('tr[data-scenario]')].filter(row => row.offsetHeight > 0).map(row => row.dataset.scenario)`
const DIALOG = `document.querySelector('dialog')`
const OPEN = `${DIALOG}.open`
const DETAIL = `${DIALOG}.innerText`

t.test('the page in a real browser', { skip, timeout: 60_000 }, async t => {
  await using browser = await Chromium.start()
  const click = (selector: string) => browser.value(`document.querySelector('${selector}').click()`)
  const shown = () => browser.value<string[]>(SHOWN)

  await t.test('a filter leaves what was asked for, stands in the address, and is undone by going back', async t => {
    await browser.resize(1280, 800)
    await browser.open(address)
    t.same(await shown(), ['crash', 'two-lengths', 'circuit-open'].toSorted(byGroup))
    await click('input[value=disagree]')
    t.same(await shown(), ['two-lengths'])
    t.equal(await browser.value('location.hash'), '#show=disagree')
    await browser.value(
      `new Promise(done => { addEventListener('popstate', () => done(), { once: true }); history.back() })`
    )
    t.equal((await shown()).length, 3)
    await browser.open(`${address}#q=two&targets=nginx`)
    t.same(await shown(), ['two-lengths'])
    t.equal(await browser.value(`document.querySelector('.matrix th[data-target=reference]').offsetHeight`), 0)
  })

  await t.test('a cell opens with all three sides, and Escape closes it', async t => {
    await browser.open(address)
    await click('td[data-target=nginx] a[href="#cell=two-lengths/nginx"]')
    t.equal(await browser.value(OPEN), true)
    t.equal(await browser.value('location.hash'), '#cell=two-lengths/nginx')
    const detail = await browser.value<string>(DETAIL)
    for (const text of ['What the client got', 'What reached the upstream', 'What the gateway logged', 'Timeline'])
      t.match(detail, text)
    t.match(detail, '</script><script>', 'bytes are shown as bytes')
    t.match(detail, 'it passes on what came')
    t.match(detail, 'send a 502 (Bad Gateway) response to the client')
    t.match(detail, 'gatecrash run crash --target nginx')
    t.ok(await browser.value(`document.querySelectorAll('dialog svg line').length > 3`))
    await browser.value(`void (window.over = new Promise(done => ${DIALOG}.addEventListener('close', () => done())))`)
    await press(browser, 'Escape')
    await browser.value('over')
    t.equal(await browser.value(OPEN), false)
    t.equal(await browser.value('document.activeElement.getAttribute("href")'), '#cell=two-lengths/nginx')
  })

  await t.test('rounds that were not alike are told one by one', async t => {
    await browser.open(`${address}#cell=circuit-open/reference`)
    const detail = await browser.value<string>(DETAIL)
    t.match(detail, 'Round 1: expected')
    t.match(detail, 'Round 2: unrecorded')
    t.match(detail, 'played again in the end, alone')
  })

  await t.test('arrows lead from cell to cell', async t => {
    await browser.open(address)
    await browser.value(`document.querySelector('a[href="#cell=crash/reference"]').focus()`)
    await press(browser, 'ArrowRight')
    t.equal(await browser.value('document.activeElement.getAttribute("href")'), '#cell=crash/nginx')
    await press(browser, 'ArrowDown')
    t.equal(await browser.value('document.activeElement.getAttribute("href")'), '#cell=two-lengths/nginx')
    await click('a[href="#cell=two-lengths/nginx"]')
    await press(browser, 'ArrowLeft')
    t.match(await browser.value(DETAIL), 'REFERENCE 1.2.3', 'and in an open cell from target to target')
  })

  await t.test('a pair of targets tells where the two differ', async t => {
    await browser.open(`${address}#view=agreement`)
    await click('.agreement a')
    t.match(await browser.value<string>(`document.querySelector('.pair').innerText`), '1 of 2 alike')
    t.match(await browser.value('location.hash'), 'pair=reference/nginx')
  })

  await t.test('nothing stands out at 360 pixels, on the page and in a cell', async t => {
    await browser.resize(360, 740)
    for (const view of ['', '#view=agreement&pair=reference/nginx', '#view=targets', '#cell=two-lengths/nginx']) {
      await browser.open(address + view)
      t.equal(await browser.value(`document.documentElement.scrollWidth`), 360, `page ${view}`)
      t.ok(await browser.value(`document.querySelector('dialog').scrollWidth <= 360`), `panel ${view}`)
    }
  })

  await t.test('everything that can be pressed has a name', async t => {
    await browser.resize(1280, 800)
    for (const view of ['', '#view=agreement', '#cell=two-lengths/nginx']) {
      await browser.open(address + view)
      t.same(await nameless(browser), [], view)
    }
  })

  await t.test('no error was told, and nothing was asked for from outside', async t => {
    const errors = browser.said.filter(
      ({ method, params }) =>
        method === 'Runtime.exceptionThrown' ||
        (method === 'Log.entryAdded' && (params as { entry: { level: string } }).entry.level === 'error') ||
        (method === 'Runtime.consoleAPICalled' && params.type === 'error')
    )
    t.same(errors, [])
    const asked = browser.said.filter(({ method }) => method === 'Network.requestWillBeSent')
    const addresses = asked.map(({ params }) => (params as { request: { url: string } }).request.url)
    t.ok(addresses.length > 0)
    t.same(
      addresses.filter(each => !each.startsWith('file:') && !each.startsWith('data:') && each !== 'about:blank'),
      []
    )
    t.equal(await browser.value('document.title'), 'Gatecrash: what gateways make of a failing upstream')
  })
})

/** The rows stand in groups: that of two scenarios before that of one. */
function byGroup(a: string, b: string): number {
  return Number(a === 'circuit-open') - Number(b === 'circuit-open')
}

async function press(browser: Chromium, key: string): Promise<void> {
  const code = { Escape: 27, ArrowLeft: 37, ArrowRight: 39, ArrowDown: 40 }[key]
  for (const type of ['rawKeyDown', 'keyUp'])
    await browser.send('Input.dispatchKeyEvent', { type, key, code: key, windowsVirtualKeyCode: code })
}

/** What a screen reader would come upon without a name. */
async function nameless(browser: Chromium): Promise<unknown[]> {
  interface Node {
    readonly ignored: boolean
    readonly role?: { readonly value: string }
    readonly name?: { readonly value: string }
  }
  const roles = ['button', 'link', 'searchbox', 'combobox', 'radio', 'checkbox', 'dialog', 'image']
  const { nodes } = await browser.send<{ nodes: Node[] }>('Accessibility.getFullAXTree')
  return nodes.filter(
    ({ ignored, role, name }) => !ignored && roles.includes(role?.value ?? '') && !name?.value?.trim()
  )
}
