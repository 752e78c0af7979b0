import type { Place } from '../configuration.js'
import type { Backend } from './backends.js'
import type { Program } from './text/program.js'
import type { Statement } from './text/statement.js'

/** What chooses among backends. */
export interface Director {
  readonly name: string
  /** As it is made: directors.round_robin. */
  readonly maker: string
  readonly members: readonly string[]
  readonly place: Place
}

/** Every director that vcl_init makes. */
export function directorsOf({ subs }: Program): Director[] {
  const statements = every(subs.get('vcl_init') ?? [])
  return statements.flatMap(made => {
    if (made.kind !== 'new') return []
    const members = statements.flatMap(statement => {
      if (statement.kind !== 'do' || statement.name !== `${made.name}.add_backend`) return []
      const [member] = statement.args
      return member === undefined || !('text' in member) ? [] : [bare(member.text)]
    })
    const given = made.args.flatMap(arg => (arg.kind === 'name' ? [bare(arg.text)] : []))
    return [{ name: made.name, maker: made.maker, members: [...members, ...given], place: made.place }]
  })
}

/** A director in another one is named by what it would choose: web.backend(). */
function bare(text: string): string {
  return text.replace(/\.backend$/, '')
}

/** The backends behind a name, in the order in which they were added. */
export function membersOf(name: string, backends: readonly Backend[], directors: readonly Director[]): Backend[] {
  return [...new Set(reach(name, []))]

  function reach(each: string, open: readonly string[]): Backend[] {
    const backend = backends.find(known => known.name === each)
    if (backend !== undefined) return [backend]
    if (open.includes(each)) return []
    const members = directors.find(known => known.name === each)?.members ?? []
    return members.flatMap(member => reach(member, [...open, each]))
  }
}

/** Every statement, those within conditions too. */
export function every(statements: readonly Statement[]): Statement[] {
  return statements.flatMap(statement =>
    statement.kind === 'if' ? [statement, ...statement.branches.flatMap(({ body }) => every(body))] : [statement]
  )
}
