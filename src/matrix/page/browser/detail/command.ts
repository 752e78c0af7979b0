import { type Child, element } from '../element.js'
import type { Opened } from './place.js'

/** The command that plays the cell again. */
export function command({ cell }: Opened): Child {
  return [element('h3', {}, 'Play it again'), copied(cell.command, 'Copy the command')]
}

/** A text with a button that copies it. */
export function copied(text: string, label: string): HTMLElement {
  const shown = element('pre', { tabindex: 0 }, text)
  const button = element('button', { type: 'button', 'aria-label': label }, 'Copy')
  button.addEventListener('click', () => {
    copy(text, shown).then(
      () => say(button, 'Copied'),
      () => say(button, 'Press Ctrl+C')
    )
  })
  return element('div', { class: 'copied' }, shown, button)
}

/** Where the clipboard may not be written, the text is selected at least. */
async function copy(text: string, shown: HTMLElement): Promise<void> {
  getSelection()?.selectAllChildren(shown)
  await navigator.clipboard.writeText(text).catch(() => {
    if (!document.execCommand('copy')) throw new Error('nothing was copied')
  })
}

function say(button: HTMLElement, word: string): void {
  button.textContent = word
  button.addEventListener(
    'blur',
    () => {
      button.textContent = 'Copy'
    },
    { once: true }
  )
}
