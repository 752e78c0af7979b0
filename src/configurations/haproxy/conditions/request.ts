import type { Listener } from '../../configuration.js'

/** A request that is made up to find out where it leads. */
export interface Request {
  readonly host: string
  /** With its query. */
  readonly path: string
  readonly method?: string
  readonly fields: readonly string[]
  readonly listener: Listener
}

/** The value of a field; undefined when the request has none. */
export function fieldOf({ fields }: Request, name: string): string | undefined {
  const index = fields.findIndex((word, at) => at % 2 === 0 && word.toLowerCase() === name.toLowerCase())
  return index < 0 ? undefined : fields[index + 1]
}

/** The same request with a field, in the place of one of that name. */
export function withField(request: Request, name: string, value: string): Request {
  const others = request.fields.filter((_, at) => request.fields[at - (at % 2)]?.toLowerCase() !== name.toLowerCase())
  return { ...request, fields: [...others, name, value] }
}

/** The path without its query. */
export function pathOnly({ path }: Request): string {
  return path.split('?')[0] as string
}

/** What stands after the question mark. */
export function queryOf({ path }: Request): string {
  return path.includes('?') ? path.slice(path.indexOf('?') + 1) : ''
}
