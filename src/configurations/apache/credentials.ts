import { createHash } from 'node:crypto'
import { type Directive, effective } from './directive.js'

const NAME = 'gatecrash'

/** The text of a file of passwords in which the testbed is known. */
export const PASSWORDS = `${NAME}:{SHA}${createHash('sha1').update(NAME).digest('base64')}\n`

/** The field with which the testbed gets past a question for a password. */
export function credentials(scope: readonly (readonly Directive[])[]): readonly string[] {
  const required = effective(scope, 'require')?.args ?? []
  const type = effective(scope, 'authtype')?.args[0]?.toLowerCase()
  if (type !== 'basic' || !/^(?:valid-user|user)$/.test(required[0] ?? '')) return []
  return ['authorization', `Basic ${Buffer.from(`${NAME}:${NAME}`).toString('base64')}`]
}
