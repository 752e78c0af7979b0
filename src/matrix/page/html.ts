/** A piece of HTML: what is put into it has been made safe. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = string | number | Html | readonly Part[]

/** Writes HTML; every value that is none itself is escaped. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(texts.reduce((all, text, at) => all + written(parts[at - 1] ?? '') + text))
}

/** JSON that may stand inside a script element: nothing in it ends the element or begins another. */
export function jsonForScript(value: unknown): Html {
  return new Html(
    JSON.stringify(value).replace(
      /[<>&\u2028\u2029]/g,
      sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`
    )
  )
}

function written(part: Part): string {
  if (part instanceof Html) return part.text
  if (typeof part === 'object') return part.map(written).join('')
  return String(part).replace(/[&<>"']/g, sign => `&#${sign.charCodeAt(0)};`)
}
