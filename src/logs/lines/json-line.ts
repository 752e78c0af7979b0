type Json = Readonly<Record<string, unknown>>

/** The object that a line is in JSON, or undefined. */
export function jsonOf(text: string): Json | undefined {
  if (!text.startsWith('{') || !text.endsWith('}')) return undefined
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}

/** The member at a path such as request.uri, or undefined. */
export function memberOf(json: Json, path: string): unknown {
  let value: unknown = Object.hasOwn(json, path) ? json[path] : undefined
  if (value !== undefined) return value
  value = json
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
    value = (value as Json)[name]
  }
  return value
}

/** The first of several members that is a text or a number, as text. */
export function textAt(json: Json, ...paths: readonly string[]): string | undefined {
  for (const path of paths) {
    const value = memberOf(json, path)
    if (typeof value === 'string' && value !== '' && value !== '-') return value
    if (typeof value === 'number') return String(value)
  }
  return undefined
}

/** The first of several members that is a number, also when it is written as a text. */
export function numberAt(json: Json, ...paths: readonly string[]): number | undefined {
  for (const path of paths) {
    const text = textAt(json, path)
    if (text !== undefined && /^-?\d+(?:\.\d+)?$/.test(text)) return Number(text)
  }
  return undefined
}
