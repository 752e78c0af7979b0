import type { Must } from '../../../musts.js'
import { type Child, element } from '../element.js'
import type { Opened } from './place.js'

/** Where the target was not as the scenario expects, and why that is known. */
export function differences({ cell }: Opened): Child {
  if (cell.differences.length === 0) return []
  const heads = ['What', 'Expected', 'Found']
  const rows = cell.differences.map(({ check, request, expected, found }) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, check, request === undefined ? null : element('small', {}, request)),
      element('td', { 'data-head': 'Expected' }, expected),
      element('td', { 'data-head': 'Found' }, found)
    )
  )
  const known = [...new Set(cell.differences.flatMap(({ because }) => because ?? []))]
  return [
    element('h3', {}, known.length > 0 ? 'On record: how it differs, and why' : 'How it differs'),
    known.map(because => element('p', { class: 'because' }, because)),
    element(
      'div',
      { class: 'wide' },
      element(
        'table',
        { class: 'list stack' },
        element(
          'thead',
          {},
          element(
            'tr',
            {},
            heads.map(text => element('th', { scope: 'col' }, text))
          )
        ),
        element('tbody', {}, rows)
      )
    )
  ].flat()
}

/** Why the scenario expects what it does, and the words of the RFC where they demand something. */
export function reason({ scenario }: Opened): Child {
  return [
    element('h3', {}, 'Why this is expected'),
    element('p', {}, linked(scenario.because)),
    ...scenario.musts.map(must => sentence(must))
  ]
}

/** A text in which each section of an RFC is a link to it. */
function linked(text: string): Child[] {
  const parts = text.split(/(RFC \d+ §[\d.]*\d)/)
  return parts.map((part, at) => {
    const [, rfc, section] = /^RFC (\d+) §(.*)$/.exec(part) ?? []
    const href = `https://www.rfc-editor.org/rfc/rfc${rfc}#section-${section}`
    return at % 2 === 0 ? part : element('a', { href, rel: 'noreferrer' }, part)
  })
}

function sentence({ rfc, section, level, who, quote }: Must): HTMLElement {
  const parts = quote.split(/\b((?:MUST|SHOULD)(?: NOT)?)\b/)
  const words = parts.map((part, at) => (at % 2 === 0 ? part : element('strong', {}, part)))
  return element(
    'figure',
    { class: 'must' },
    element('figcaption', {}, element('b', {}, `${level} · `, linked(`RFC ${rfc} §${section}`)), `. ${who}:`),
    element('blockquote', {}, words)
  )
}
