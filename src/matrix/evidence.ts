import { fileURLToPath } from 'node:url'
import { lanesOf, type Told } from '../report/index.js'
import { withoutAddresses } from './configuration.js'
import type { Evidence } from './results.js'
import { timelineOf } from './timeline.js'

/** What all three sides saw in a run. */
export function evidenceOf(told: Told, command: string): Evidence {
  const { seen } = told
  return {
    configuration: withoutAddresses(told.facts),
    received: seen.answers.map(answer => answer.raw),
    arrived: seen.arrivals.map(({ method, target }) => `${method} ${target}`),
    log: seen.log.map(({ raw, phase, error, flag }) => ({
      raw: withoutPlace(raw),
      ...(phase !== undefined && { phase }),
      ...(error !== undefined && { error }),
      ...(flag !== undefined && { flag })
    })),
    timeline: timelineOf(told),
    lanes: lanesOf(told),
    differences: differencesOf(told),
    command
  }
}

/** Where this copy of Gatecrash lies is nobody's business who reads the results. */
function withoutPlace(text: string): string {
  return text.replaceAll(HERE, './')
}

const HERE = fileURLToPath(new URL('../../../', import.meta.url))

function differencesOf({ verdict }: Told): Evidence['differences'] {
  return verdict.checks
    .filter(({ ok, recorded }) => !ok || recorded !== undefined)
    .map(({ name, request, expected, found, recorded }) => ({
      check: name,
      expected,
      found,
      ...(request !== undefined && { request }),
      ...(recorded !== undefined && { because: recorded })
    }))
}
