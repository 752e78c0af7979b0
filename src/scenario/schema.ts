import { recordsShape } from './recorded.js'
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

/** The JSON Schema of a file in expectations/. */
export function expectationsSchema(): object {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'What a target answers where it differs',
    description: 'Recorded differences of a gateway, scenario by scenario, each with version range and reason.',
    ...recordsShape.schema()
  }
}
