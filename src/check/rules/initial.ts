import { basename } from 'node:path'
import type { Behaviour } from '../behaviour.js'
import { yamlComment, yamlText } from '../lock/yaml-text.js'
import type { Check } from './check-file.js'
import { initialLimits } from './initial-limits.js'
import { judgeRules } from './judge.js'
import { ruleShape } from './rule.js'
import { toldBreach } from './told-broken.js'

/** A rule that most teams want. Where it does not hold it becomes a comment that says so. */
interface Wish {
  readonly rule: string
  readonly why: string
  /** Whether it says anything about what was found. */
  readonly about?: (behaviour: Behaviour) => boolean
}

const onFailure = (id: string) => (behaviour: Behaviour) => behaviour.failure === id

const WISHES: readonly Wish[] = [
  { rule: 'every failure gets an answer', why: 'A client that gets no status cannot tell whose fault it is.' },
  {
    rule: 'never a 200 for an incomplete body',
    why: 'Half an answer that looks whole ends up in caches and in files.'
  },
  { rule: 'a POST is never sent twice', why: 'Two orders, two payments.' },
  {
    rule: "the application's own errors are passed on",
    why: 'An error page over them hides the cause.',
    about: ({ upstreamStatus }) => (upstreamStatus ?? 0) >= 400
  },
  {
    rule: 'a 503 has Retry-After',
    why: 'So that clients know when to come back.',
    about: ({ status }) => status === 503
  },
  {
    rule: 'the upstream is asked again after a refusal',
    why: 'One refused connection costs one request, no more.',
    about: onFailure('one-refusal')
  },
  {
    rule: 'an upstream that moved is found',
    why: 'A name can lead elsewhere after every release.',
    about: onFailure('moved')
  }
]

/** The text of a first gatecrash.yaml. What it asks for holds for what was found; what should hold and does not is in its comments. */
export function initialRules(configuration: string, behaviours: readonly Behaviour[], schema?: string): string {
  const known = behaviours.filter(({ unknown }) => unknown === undefined)
  const asked = [...initialLimits(known), ...WISHES.flatMap(wish => wished(wish, known)), ...webSockets(known)]
  const rules = asked.some(line => line.startsWith('  - ')) ? ['rules:', ...asked] : ['# rules:', ...asked]
  return [
    ...(schema === undefined ? [] : [`# yaml-language-server: $schema=${yamlComment(schema)}`]),
    `# What ${yamlComment(basename(configuration))} has to answer when an upstream fails: \`gatecrash check\` holds it against that.`,
    '# Written from what it answers today. All that can be asked for: docs/check-file.md of Gatecrash.',
    `configuration: ${yamlText(configuration)}`,
    ...rules,
    ''
  ].join('\n')
}

function wished({ rule, why, about = () => true }: Wish, behaviours: readonly Behaviour[]): string[] {
  if (!behaviours.some(about)) return []
  const breaches = breachesOf(rule, behaviours)
  const [first] = breaches
  if (first === undefined) return [`  # ${why}`, `  - ${rule}`]
  const more = breaches.length > 1 ? `, and ${breaches.length - 1} more` : ''
  return [`  # ${why} It does not hold today:`, `  # ${yamlComment(first)}${more}`, `  # - ${rule}`]
}

function webSockets(behaviours: readonly Behaviour[]): string[] {
  const open = behaviours.filter(({ failure, status }) => failure === 'websocket' && status === 101)
  return open.flatMap(({ route }) => [`  - route: ${yamlText(route)}`, '    on failure: websocket', '    status: 101'])
}

/** Where a rule does not hold, in words. */
function breachesOf(rule: string, behaviours: readonly Behaviour[]): string[] {
  const rules = ruleShape.read({ kind: 'scalar', value: rule, place: { line: 1, column: 1 } }, () => {})
  const check: Check = { file: '', configuration: '', rules: typeof rules === 'symbol' ? [] : rules }
  return judgeRules(check, behaviours).broken.map(toldBreach)
}
