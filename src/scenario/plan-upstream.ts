import type { Played } from '../core/duration.js'
import type { LifePlan, Script, UpstreamPlan } from '../core/upstream-plan.js'
import type { PlayedWords } from './played-words.js'
import type { UpstreamEntry } from './upstream.js'

type PlayedUpstream = Played<UpstreamEntry>

/** What one upstream does in a run, in real milliseconds. */
export function planUpstream(name: string, upstream: PlayedUpstream, words: PlayedWords): UpstreamPlan {
  return {
    name,
    listen: upstream.listen?.listen ?? 'open',
    turns: upstream.listen?.turns ?? [],
    backlog: upstream.backlog,
    life: planLife(upstream, isSignalled(name, words)),
    script: (upstream.script ?? []) as Script,
    connections: (upstream.connections ?? []) as readonly Script[],
    when: (upstream.when ?? []) as UpstreamPlan['when'],
    workers: upstream.workers ?? 0
  }
}

/** An upstream that does anything as a process, or that is sent a signal, has a life of its own. */
function planLife({ boot, on, restart }: PlayedUpstream, signalled: boolean): LifePlan | undefined {
  if (!signalled && boot === undefined && on === undefined && restart === undefined) return undefined
  return { boot: (boot ?? []) as Script, on: (on ?? {}) as LifePlan['on'], restart }
}

function isSignalled(name: string, { client }: PlayedWords): boolean {
  return client.some(entry => entry.kind === 'order' && entry.signal !== undefined && (entry.to ?? 'upstream') === name)
}
