import { formatDuration } from '../core/duration.js'
import type { Timers } from './index.js'
import { PROBES } from './probes.js'
import type { Timer } from './timer.js'

/** What each stretch is called. */
export const STRETCHES: Readonly<Record<Timer['stretch'], string>> = {
  connect: 'connecting',
  tls: 'TLS handshake',
  head: 'waiting for the head',
  body: 'in the body',
  upload: 'sending the request',
  idle: 'unused connection'
}

/** What was measured, as the page docs/timers.md: a table for each stretch of a request's way. */
export function timersPage(all: readonly Timers[]): string {
  return `# Timers: what a limit is, gateway by gateway

The same word means different things. "Read timeout 1 s" is a limit for the whole head on one gateway and for the silence between two bytes on the next; a connect timeout of 1 s is four seconds
where there are four tries. This page is made from measurements (\`gatecrash timers --page docs/timers.md\`), with the limits of the scenario language: connect, read, write, keepalive.

- **between bytes**: whatever comes starts it anew, so that a trickle can stretch it for ever. **total**: it holds for the stretch as a whole.
- **tries**: how often the gateway called the upstream for one request, the first time included; while connecting, as the time shows it.
- **late**: milliseconds after the limit until the gateway gave up: the earliest, the middle and the latest of the rounds. A little is the way of the answer itself.
- **none of them**: it gave up after that time, whatever it was told; the limit is its own, or there is none.
- **none**: it waited longer than the client did, 9 s at a limit of 1 s.

${PROBES.map(({ stretch, says }) => section(stretch, says, all)).join('\n')}`
}

function section(stretch: Timer['stretch'], says: string, all: readonly Timers[]): string {
  const rows = all.map(({ product, version, timers }) => {
    const timer = timers.find(each => each.stretch === stretch)
    const cells = timer === undefined ? ['not looked for'] : 'why' in timer ? [timer.why] : cellsOf(timer)
    return `| ${[`${product} ${version}`, ...cells, '', '', '', ''].slice(0, 6).join(' | ')} |`
  })
  return `## ${STRETCHES[stretch]}: ${says}

| gateway | which limit | what it is | tries | then | late, ms |
|---|---|---|---|---|---|
${rows.join('\n')}
`
}

/** What is told of a limit: which, what it is, tries, what the client got, how late. */
export function cellsOf({ stretch, limit, kind, tries, statuses, after, late }: Timer): string[] {
  const times = tries === null ? '' : String(tries)
  if (after === null) return ['none', '', times, '', '']
  const then = statuses.map(status => thenOf(stretch, status)).join(' or ')
  if (late === null) return [`none of them: ${formatDuration(after)}`, '', times, then, '']
  return [limit, kind, times, then, late.join(', ')]
}

function thenOf(stretch: Timer['stretch'], status: number | null): string {
  if (stretch === 'idle') return 'closed'
  if (status === null) return 'no status'
  return stretch === 'body' && status === 200 ? '200, cut' : String(status)
}
