/** What the reader has asked for; it stands in the address of the page. */
export interface State {
  readonly view: string
  readonly show: string
  readonly q: string
  readonly type: string
  readonly tag: string
  /** The names of the targets that are shown; all when empty. */
  readonly targets: readonly string[]
  /** scenario/target, or nothing. */
  readonly cell: string
  /** one/other, or nothing. */
  readonly pair: string
}

const USUAL: State = { view: 'matrix', show: 'all', q: '', type: '', tag: '', targets: [], cell: '', pair: '' }

/** Reads what stands behind the # of an address. */
export function readState(hash: string): State {
  const given = new URLSearchParams(hash.replace(/^#/, ''))
  const word = (name: keyof State, usual: string) => given.get(name) ?? usual
  return {
    view: word('view', USUAL.view),
    show: word('show', USUAL.show),
    q: word('q', ''),
    type: word('type', ''),
    tag: word('tag', ''),
    targets: word('targets', '').split(',').filter(Boolean),
    cell: word('cell', ''),
    pair: word('pair', '')
  }
}

/** Writes it again; what is as usual is left out. */
export function writeState(state: State): string {
  const given = new URLSearchParams()
  for (const [name, value] of Object.entries(state))
    if (String(value) !== String(USUAL[name as keyof State])) given.set(name, String(value))
  return `#${given.toString().replaceAll('%2F', '/').replaceAll('%2C', ',')}`
}
