import { effective, type Scope } from './scope.js'

const NAME = 'gatecrash'

/** The text of a file of passwords in which the testbed is known. */
export const PASSWORDS = `${NAME}:{PLAIN}${NAME}\n`

/** The field with which the testbed gets past a question for a password. */
export function credentials(scope: Scope): readonly string[] {
  const realm = effective(scope, 'auth_basic')?.args[0] ?? 'off'
  if (realm === 'off' || effective(scope, 'auth_basic_user_file') === undefined) return []
  return ['authorization', `Basic ${Buffer.from(`${NAME}:${NAME}`).toString('base64')}`]
}
