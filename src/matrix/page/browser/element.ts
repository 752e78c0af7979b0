/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/** What may stand inside an element; nothing is left out. */
export type Child = Node | string | null | undefined | readonly Child[]

type Attributes = Readonly<Record<string, string | number | boolean>>

/** Makes an element; texts stay texts, whatever they look like. */
export function element(name: string, attributes: Attributes = {}, ...children: readonly Child[]): HTMLElement {
  return filled(document.createElement(name), attributes, children)
}

/** The same for a drawing. */
export function drawn(name: string, attributes: Attributes = {}, ...children: readonly Child[]): SVGElement {
  return filled(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, children)
}

function filled<E extends Element>(made: E, attributes: Attributes, children: readonly Child[]): E {
  for (const [name, value] of Object.entries(attributes))
    if (value !== false) made.setAttribute(name, value === true ? '' : String(value))
  made.append(...nodes(children))
  return made
}

function nodes(children: readonly Child[]): (Node | string)[] {
  return children.flatMap(child => {
    if (child === null || child === undefined) return []
    return Array.isArray(child) ? nodes(child) : [child as Node | string]
  })
}
