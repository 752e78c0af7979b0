import type { Remedy, ScenarioWords } from './scenario.js'

/** What a run plays: the words of a scenario, with what a remedy puts in their place. */
export type PlayedWords = Omit<ScenarioWords, 'remedies'>

/** The words of a scenario, or of one of its remedies. A remedy that names any upstream replaces all of them. */
export function playedWords(scenario: ScenarioWords, remedy: Remedy | undefined): PlayedWords {
  if (remedy === undefined) return scenario
  const { upstream, upstreams, ...rest } = scenario
  const replaced = remedy.upstream !== undefined || remedy.upstreams !== undefined
  return { ...rest, ...(replaced ? {} : { upstream, upstreams }), ...remedy }
}

/** The upstreams by name; a single one is called upstream. */
export function upstreamsOf({ upstream, upstreams }: Pick<ScenarioWords, 'upstream' | 'upstreams'>) {
  return upstreams ?? (upstream === undefined ? {} : { upstream })
}
