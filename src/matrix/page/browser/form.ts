import type { PageData } from '../data.js'
import type { State } from './state.js'

/** The part of the state that the form holds. */
export function stateOf(form: HTMLFormElement, { targets }: PageData): Partial<State> {
  const given = new FormData(form)
  const word = (name: string) => String(given.get(name) ?? '')
  const chosen = given.getAll('target').map(String)
  const all = chosen.length === targets.length
  return { show: word('show'), q: word('q'), type: word('type'), tag: word('tag'), targets: all ? [] : chosen }
}

/** Lets the form show a state that came from elsewhere: from the address, or by going back. */
export function fillForm(form: HTMLFormElement, state: State): void {
  for (const field of form.elements) {
    if (field instanceof HTMLSelectElement) field.value = state[field.name as 'type' | 'tag']
    if (field instanceof HTMLInputElement) fillField(field, state)
  }
}

function fillField(field: HTMLInputElement, state: State): void {
  if (field.type === 'radio') field.checked = state.show === field.value
  else if (field.type === 'checkbox') field.checked = state.targets.length === 0 || state.targets.includes(field.value)
  else if (field.value !== state.q) field.value = state.q
}
