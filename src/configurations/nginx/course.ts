import { evaluate } from './evaluate.js'
import { findLocation, type Location } from './locations.js'
import { passIn } from './passes.js'
import { fileAt } from './paths.js'
import { patternOf } from './pattern.js'
import type { Asked, Course, Maps } from './request.js'
import { goTo, rewrite } from './rewriting.js'
import { effective, everyEffective, type Scope } from './scope.js'
import type { Server } from './servers.js'
import type { Directive } from './tree.js'
import { lastArgs } from './walk.js'

/** Where a request ends that reaches an upstream. */
export interface Arrival {
  /** The location that the request came to first. */
  readonly entry: Location
  readonly pass: Directive
  /** The blocks whose settings hold there. */
  readonly scope: Scope
  readonly course: Course
  /** Files that must be there for that. */
  readonly files: readonly string[]
}

/** More than nginx itself follows before it gives up. */
const MOST = 10

/** Follows a request through a server, as nginx would; undefined when it reaches no upstream. */
export function follow(server: Server, asked: Asked, maps: Maps): Arrival | undefined {
  const variables = new Map<string, string>()
  const course: Course = { asked, server, maps, uri: asked.path, query: asked.query, variables }
  captureName(course)
  if (rewrite(server.block, course).end === 'answered') return undefined
  return new Walk(course).search()
}

/** What an expression in server_name finds in the host can be used as variables. */
function captureName({ server, asked, variables }: Course): void {
  const name = server.names.find(candidate => candidate.startsWith('~'))
  if (name === undefined) return
  const groups = patternOf(name.slice(1), true)?.exec(asked.host)?.groups ?? {}
  for (const [key, value] of Object.entries(groups)) variables.set(key, value ?? '')
}

class Walk {
  private entry: Location | undefined
  private readonly files: string[] = []
  private count = 0

  constructor(private readonly course: Course) {}

  /** Looks for the location of the path that the request has now. */
  search(): Arrival | undefined {
    const location = findLocation(this.course.server.locations, this.course.uri)
    if (location === undefined || (this.entry === undefined && location.internal)) return undefined
    return this.enter(location)
  }

  private enter(location: Location): Arrival | undefined {
    if (++this.count > MOST) return undefined
    this.entry ??= location
    const { end, inside } = rewrite(location.block, this.course)
    if (end === 'answered') return undefined
    if (end === 'elsewhere' && location.modifier !== '@') return this.search()
    const scope = [...location.scope, ...inside]
    const block = inside.at(-1) ?? location.block
    return this.content(block, passIn(block) ?? passIn(location.block), scope)
  }

  private content(block: readonly Directive[], pass: Directive | undefined, scope: Scope): Arrival | undefined {
    const tries = lastArgs(block, 'try_files')
    const last = tries?.at(-1)
    if (tries !== undefined && last !== undefined && !this.takesFile(tries, pass)) return this.fallBack(last)
    return pass === undefined ? this.withoutPass(scope) : this.arrive(pass, scope)
  }

  /** With a pass and =404 behind try_files, the file itself has to be there. */
  private takesFile(tries: readonly string[], pass: Directive | undefined): boolean {
    if (pass === undefined || !/^=\d+$/.test(tries.at(-1) ?? '')) return false
    const tried = tries.slice(0, -1).find(name => !name.endsWith('/'))
    const uri = tried === undefined ? undefined : evaluate(tried, this.course)
    if (uri !== undefined) this.need(uri)
    return uri !== undefined
  }

  private fallBack(target: string): Arrival | undefined {
    if (target.startsWith('@')) return this.named(target)
    if (target.startsWith('=')) return undefined
    return this.redirect(evaluate(target, this.course))
  }

  private named(name: string): Arrival | undefined {
    const location = this.course.server.locations.find(({ modifier, text }) => modifier === '@' && text === name)
    return location === undefined ? undefined : this.enter(location)
  }

  private redirect(target: string | undefined): Arrival | undefined {
    if (target === undefined || !target.startsWith('/')) return undefined
    goTo(target, this.course)
    return this.search()
  }

  /** A folder has its index; what is not there has the page for that. */
  private withoutPass(scope: Scope): Arrival | undefined {
    const script = this.course.uri.endsWith('/') ? this.script(scope) : undefined
    if (script !== undefined) {
      this.need(script)
      return this.redirect(script)
    }
    const page = everyEffective(scope, 'error_page').find(({ args }) => args.slice(0, -1).includes('404'))
    const target = page?.args.at(-1)
    return target === undefined ? undefined : this.fallBack(target)
  }

  private script(scope: Scope): string | undefined {
    const name = effective(scope, 'index')?.args.find(
      candidate => /\.\w+$/.test(candidate) && !/\.html?$/.test(candidate)
    )
    return name === undefined ? undefined : `${this.course.uri}${name}`
  }

  private need(uri: string): void {
    const file = fileAt(uri, this.course, findLocation(this.course.server.locations, uri))
    if (file !== undefined) this.files.push(file)
  }

  private arrive(pass: Directive, scope: Scope): Arrival | undefined {
    const { entry, course, files } = this
    return entry === undefined ? undefined : { entry, pass, scope, course, files }
  }
}
