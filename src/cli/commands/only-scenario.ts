import { Trouble } from '../../core/errors.js'
import { type Scenario, scenariosNamed } from '../../scenario/index.js'

/** The one scenario that a command is about; none or several are a Trouble. */
export async function onlyScenario(words: readonly string[], command: string): Promise<Scenario> {
  const scenarios = await scenariosNamed(words)
  const [scenario] = scenarios
  if (scenario !== undefined && scenarios.length === 1) return scenario
  const found = `${command} needs one scenario, found ${scenarios.length}`
  throw new Trouble('usage', found, `For example: gatecrash ${command} slow-db`)
}
