import type { PageData } from './data.js'
import { type Html, html } from './html.js'
import { groupsOf, typeTitle } from './table.js'
import { NOT_THE_SAME, OUTCOMES } from './words.js'

/** Which rows one may ask for, by what their cells are; the words stand in the address of the page. */
const SHOWN: readonly (readonly [value: string, label: string])[] = [
  ['all', 'All'],
  ['disagree', 'Targets disagree'],
  ['agree', 'Targets agree'],
  ['differs', `${OUTCOMES.differs.sign} Differs`],
  ['fail', `${OUTCOMES.fail.sign} Unrecorded`],
  ['unlike', `${NOT_THE_SAME.sign} Varies from round to round`],
  ['skipped', `${OUTCOMES.skipped.sign} Not played`]
]

/** What narrows the matrix: words, what the cells are, error types, tags, targets. */
export function filterForm(data: PageData): Html {
  const tags = [...new Set(data.scenarios.flatMap(({ tags }) => tags))].toSorted()
  const types = groupsOf(data.scenarios)
  return html`<form class="filters" aria-label="Filters" autocomplete="off">
<fieldset class="shown"><legend>Show</legend>${SHOWN.map(
    ([value, label]) =>
      html`<label><input type="radio" name="show" value="${value}"${value === 'all' ? html` checked` : ''}><span>${label} <output data-count="${value}"></output></span></label>`
  )}</fieldset>
<label class="search"><span class="heard">Search</span><input type="search" name="q" placeholder="Search: a title, a name, a status"></label>
<details class="further"><summary>More filters</summary>
<div class="asked"><label><span class="heard">Error type</span><select name="type"><option value="">every error type</option>${types.map(type => html`<option value="${type}">${typeTitle(type)}</option>`)}</select></label>
<label><span class="heard">Tag</span><select name="tag"><option value="">every tag</option>${tags.map(tag => html`<option>${tag}</option>`)}</select></label>
<button type="reset">Clear</button>
</div>
<fieldset class="targets"><legend>Targets</legend>${data.targets.map(
    ({ name }) => html`<label><input type="checkbox" name="target" value="${name}" checked><span>${name}</span></label>`
  )}</fieldset></details>
</form>`
}
