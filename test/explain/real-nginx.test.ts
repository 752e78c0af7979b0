import t from 'tap'
import { explain } from '../../src/explain/explanation.js'
import { readLine } from '../../src/logs/lines/read-line.js'
import { allScenarios, cardOf } from '../../src/scenario/index.js'
import { eventsOf, gatecrash } from '../cli/played.js'
import { whyMissing } from '../needs.js'

/** What a real nginx logs when these are played in front of it, and the cause that it is read as. */
const CAUSES: Readonly<Record<string, readonly string[]>> = {
  refused: ['refused'],
  'connect-timeout': ['connect-timeout'],
  crash: ['closed-before-head'],
  'empty-reply': ['closed-before-head'],
  'worker-timeout-kill': ['closed-before-head'],
  'reset-before-reply': ['reset-before-head'],
  'reset-on-accept': ['reset-before-head'],
  // Its request meets a closed connection, or the close comes first.
  'close-on-accept': ['reset-before-head', 'closed-before-head', 'closed-while-sending'],
  'keepalive-race-post': ['reset-before-head', 'closed-before-head', 'closed-while-sending'],
  hang: ['read-timeout'],
  'stalled-head': ['read-timeout'],
  'dripping-head': ['read-timeout'],
  'slow-third-party': ['read-timeout'],
  'cold-start': ['read-timeout'],
  'too-tight': ['read-timeout'],
  'pool-exhausted': ['read-timeout'],
  'stalled-body': ['stalled-body'],
  'truncated-body': ['cut-body'],
  garbage: ['not-http'],
  'malformed-headers': ['bad-header']
}

const library = new Map((await allScenarios()).map(scenario => [scenario.id, cardOf(scenario)]))

t.test(
  'each line that a real nginx logs is read as its cause, and leads back to the scenario',
  { skip: whyMissing('nginx') },
  async t => {
    const names = Object.keys(CAUSES)
    const { out } = await gatecrash(['run', ...names, '--target', 'nginx', '--speed', '2', '--json'])
    const entries = eventsOf(out).filter(({ what }) => what === 'log')
    for (const name of names) {
      const lines = entries
        .filter(({ run }) => run === `${name}@nginx`)
        .map(({ entry }) => entry as { raw: string; level: string })
        .filter(({ level }) => level === 'error')
      t.ok(lines.length > 0, `${name} leaves a line`)
      for (const { raw } of lines) {
        const reading = readLine(raw)
        if (reading === undefined || reading === 'fine') t.fail(`${name}: not understood: ${raw}`)
        else {
          t.ok(CAUSES[name]?.includes(reading.cause), `${name} is read as ${reading.cause}`)
          t.match(reading.upstream, /^127\.\d+\.\d+\.\d+:\d+$/)
          const { scenario, possible } = explain(reading, library)
          const told = [scenario, ...possible.map(each => each.scenario)]
          t.ok(told.includes(name) || ONE_OF_MANY.includes(name), `${name} is among ${told.join(', ')}`)
        }
      }
    }
  }
)

/** A line cannot tell these from their neighbours, which are named instead. */
const ONE_OF_MANY = ['stalled-head', 'dripping-head']
