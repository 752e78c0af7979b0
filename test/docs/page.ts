import { readFileSync } from 'node:fs'

/** Commands of a page, with what the page shows of their output. */
export interface Typed {
  readonly commands: readonly string[]
  /** `once` is typed by people only; `until-interrupted` does not end by itself. */
  readonly how: '' | 'once' | 'until-interrupted'
  readonly shown: readonly string[]
  readonly station: string
}

/** A page of the documentation. */
export function pageNamed(name: string): string {
  return readFileSync(new URL(`../../../docs/${name}`, import.meta.url), 'utf8')
}

/** Every block of commands, in their order; a block of text belongs to the commands above it. */
export function typedIn(page: string): Typed[] {
  const typed: (Typed & { shown: string[] })[] = []
  for (const section of page.split(/^(?=## )/m)) {
    const station = /^## (.*)/.exec(section)?.[1] ?? ''
    for (const [, kind = '', how = '', body = ''] of section.matchAll(/^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm)) {
      if (kind === 'sh') typed.push({ commands: linesOf(body), how: how as Typed['how'], shown: [], station })
      if (kind === 'text') typed.at(-1)?.shown.push(body)
    }
  }
  return typed
}

/** The words of a command as a shell gives them; of quotes it knows the single ones. */
export function wordsOf(command: string): string[] {
  return [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')
}

/** Lines of a drawing, and of runs side by side: they come in the order of their ends. */
const DRAWN = /[├┤✕│└]/
const SIDE_BY_SIDE = / on reference {2,}/

/**
 * What a page shows of an output and is not in it. Times, addresses, days and the ends of lines may differ; of a drawing
 * only what it comes to counts, as its bars depend on the times.
 */
export function missingIn(output: string, shown: string): string[] {
  const whole = leveled(output)
  let from = 0
  return piecesOf(shown)
    .filter(({ text, drawn }) => {
      const at = whole.indexOf(text, drawn ? 0 : from)
      if (at >= 0 && !drawn) from = at + text.length
      return at < 0
    })
    .map(({ text }) => text)
}

function piecesOf(shown: string): { text: string; drawn: boolean }[] {
  const pieces: { text: string; drawn: boolean }[] = []
  let open = false
  for (const line of linesOf(shown)) {
    const drawn = DRAWN.test(line) || SIDE_BY_SIDE.test(line)
    const last = pieces.at(-1)
    if (drawn) pieces.push({ text: leveled(outcomeOf(line)), drawn })
    else if (open && last !== undefined && line !== '…') last.text = `${last.text} ${leveled(line)}`
    else if (line !== '…') pieces.push({ text: leveled(line), drawn })
    open = !drawn && line !== '…'
  }
  return pieces
}

/** Of a line of a drawing: what stands behind its last bar, without the label that may as well stand in the bar. */
function outcomeOf(line: string): string {
  return (line.split(DRAWN).at(-1) ?? '').replace(/^.*?, (?=\d{3} )/, '')
}

function leveled(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/\w{3} \d\d \d\d:\d\d:\d\d\.\d+/g, 'DAY')
    .replace(/(?:127\.\d+\.\d+\.\d+|127\.0\.0\.1):\d+/g, 'ADDRESS')
    .replace(/\d+(?:\.\d+)? ?(?:ms|s)\b/g, 'TIME')
    .replace(/\d+ rows/g, 'ROWS')
    .replace(/[✓✗] after|\d of 4 right/g, 'GUESSED')
}

function linesOf(text: string): string[] {
  return text.split('\n').filter(line => line !== '')
}
