/** A converter of a sample expression: map(file,default). */
export interface Converter {
  readonly name: string
  readonly arguments: readonly string[]
}

/** A sample expression: what is fetched from a request, and what is made of it. */
export interface Expression {
  readonly name: string
  readonly argument: string
  readonly converters: readonly Converter[]
}

/** Reads req.hdr(host),lower,map_dom(/etc/hosts.map,default). */
export function expressionOf(text: string): Expression {
  const [first = '', ...rest] = splitOutside(text)
  const { name, arguments: given } = callOf(first)
  return { name, argument: given[0] ?? '', converters: rest.map(callOf) }
}

function callOf(text: string): Converter {
  const [, name = text, inside] = /^([^(]*)\((.*)\)$/.exec(text.trim()) ?? []
  return { name, arguments: inside === undefined ? [] : splitOutside(inside).map(unquoted) }
}

function unquoted(text: string): string {
  return /^(["'])(.*)\1$/.exec(text)?.[2] ?? text
}

/** Splits at the commas that are in no parentheses and no quotes. */
function splitOutside(text: string): string[] {
  const pieces = ['']
  let depth = 0
  let quote = ''
  for (const letter of text) {
    if (quote !== '') quote = letter === quote ? '' : quote
    else if (letter === '"' || letter === "'") quote = letter
    else if (letter === '(') depth++
    else if (letter === ')') depth--
    if (letter === ',' && depth === 0 && quote === '') pieces.push('')
    else pieces[pieces.length - 1] += letter
  }
  return pieces
}
