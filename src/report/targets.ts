import { pad } from './layout/columns.js'
import { glyphs } from './layout/glyphs.js'
import { blank, line } from './layout/line.js'
import { paint } from './layout/paint.js'
import { wrap } from './layout/wrap.js'
import { legible } from './legible.js'
import { type Out, pageWidth } from './report.js'

/** A gateway that can be put under test, and whether it is on this machine. */
export type TargetRow = { readonly name: string; readonly product: string } & (
  | { readonly here: true; readonly version: string; readonly program?: string | undefined }
  | { readonly here: false; readonly why: string; readonly install: string }
)

const MARK = 2

/** Every target, a row each; below them how one takes another program, or a gateway that runs already. */
export function targetList(rows: readonly TargetRow[], out: Out): string {
  const name = Math.max(...rows.map(row => row.name.length)) + 2
  const listed = rows.flatMap(row => wrap(lineOf(legible(row, out.unicode), name, out), pageWidth(out), MARK + name))
  const more = [
    ['another program', out.command('NAME', '--target', 'nginx=/opt/nginx/sbin/nginx')],
    ['one that runs', out.command('NAME', '--target', 'external=127.0.0.1:8080,upstream=127.0.0.1:9000')]
  ] as const
  const label = Math.max(...more.map(([text]) => text.length)) + 2
  const hints = more.flatMap(([text, command]) =>
    wrap([...blank(MARK), ...pad(line(text, 'dim'), label), ...line(command, 'code')], pageWidth(out), MARK + label)
  )
  return [...listed, line(''), ...hints].map(each => `${paint(each, out.colour)}\n`).join('')
}

function lineOf(row: TargetRow, width: number, out: Out) {
  const signs = glyphs(out.unicode)
  if (row.here) {
    const where = row.program === undefined ? 'part of Gatecrash' : row.program
    const says = [row.product, row.version].filter(part => part !== '').join(' ')
    return [
      ...pad(line(signs.ok, 'good'), MARK),
      ...pad(line(row.name), width),
      ...line(`${says}  `),
      ...line(where, 'dim')
    ]
  }
  return [
    ...pad(line(signs.skipped, 'dim'), MARK),
    ...pad(line(row.name, 'dim'), width),
    ...line(`${row.product}: ${row.why}. `, 'dim'),
    ...line(row.install, 'code')
  ]
}
