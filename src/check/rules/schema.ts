import type { JsonSchema } from '../../core/shape/index.js'
import { withDefinitions } from '../../scenario/index.js'
import { checkWords } from './check-file.js'

/** The JSON Schema of a gatecrash.yaml, for editors: made from the very definition that the parser uses. */
export function checkSchema(): JsonSchema {
  const description = 'Proxy configurations, and what they have to answer when an upstream fails.'
  const $schema = 'https://json-schema.org/draft/2020-12/schema'
  return { $schema, title: 'A Gatecrash check file', description, ...withDefinitions(checkWords.schema()) }
}
