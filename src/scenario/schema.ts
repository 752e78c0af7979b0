import { scenarioWords } from './scenario.js'

/** The JSON Schema of a scenario file, for editors: made from the very definition that the parser uses. */
export function scenarioSchema(): object {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'A Gatecrash scenario',
    description: 'One way in which an upstream fails, and what a gateway must make of it.',
    ...scenarioWords.schema()
  }
}
