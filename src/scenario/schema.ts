import type { JsonSchema } from '../core/shape/index.js'
import { recordsShape } from './recorded.js'
import { scenarioWords } from './scenario.js'

const DIALECT = 'https://json-schema.org/draft/2020-12/schema'

/** The JSON Schema of a scenario file, for editors: made from the very definition that the parser uses. */
export function scenarioSchema(): JsonSchema {
  const description = 'One way in which an upstream fails, and what a gateway must make of it.'
  return { $schema: DIALECT, title: 'A Gatecrash scenario', description, ...withDefinitions(scenarioWords.schema()) }
}

/** The JSON Schema of a file in expectations/. */
export function expectationsSchema(): JsonSchema {
  const description = 'Recorded differences of a gateway, scenario by scenario, each with version range and reason.'
  return { $schema: DIALECT, title: 'What a target does', description, ...withDefinitions(recordsShape.schema()) }
}

/** Moves every titled piece into $defs, once, and refers to it where it stood. */
export function withDefinitions(schema: JsonSchema): JsonSchema {
  const definitions: Record<string, unknown> = {}
  const moved = (piece: unknown): unknown => {
    if (Array.isArray(piece)) return piece.map(moved)
    if (typeof piece !== 'object' || piece === null) return piece
    const { title, ...rest } = piece as Record<string, unknown>
    const inner = () => Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, moved(value)]))
    if (typeof title !== 'string') return { ...inner(), ...(title === undefined ? {} : { title: moved(title) }) }
    const { description, ...definition } = rest
    if (!Object.hasOwn(definitions, title)) {
      definitions[title] = {}
      definitions[title] = moved(definition)
    }
    return { $ref: `#/$defs/${title}`, ...(description === undefined ? {} : { description }) }
  }
  const body = moved(schema) as JsonSchema
  return { ...body, $defs: definitions }
}
