import { type GatewayWords, wordsIn } from '../core/gateway-words.js'
import type { Limits } from '../core/limits.js'
import type { GatewayDemands } from '../core/target.js'

/** For each word that a product has something for: nothing, or what of it the product cannot say after all. */
export type Sayings = Readonly<Partial<Record<keyof GatewayWords, (demands: GatewayDemands) => string | undefined>>>

/** It can say the word, whatever its value. */
export const always = () => undefined

/** What a product can do beside its words. */
export interface Sayable {
  /** It tells, as it happens, that an upstream goes out or comes back. */
  readonly notices?: boolean
  readonly tls?: boolean
  /** What comes of a limit hangs on how long it really is, such as with a coarse clock: it cannot be made to play faster. */
  readonly ownPace?: boolean
  /** What else of a run's demands it has nothing for. */
  readonly lacks?: (demands: GatewayDemands) => readonly string[]
  /** Its limits, or those that are named, are whole multiples of so many milliseconds; 1 when left out. */
  readonly limitsInSteps?: number | Readonly<Partial<Record<keyof Limits, number>>>
  /** The smallest that these limits can be, in milliseconds. */
  readonly shortest?: Readonly<Partial<Record<keyof Limits, number>>>
}

/** What a product must say of itself for that. */
export interface Speaker {
  readonly says: Sayings
  readonly can?: Sayable
  readonly limits: readonly (keyof Limits)[]
}

/** What of a run's demands a product cannot say. */
export function unsayable(demands: GatewayDemands, { says, can = {}, limits }: Speaker): readonly string[] {
  const unsaid = wordsIn(demands.words).flatMap(word => {
    const saying = says[word as keyof GatewayWords]
    return saying === undefined ? [word] : (saying(demands) ?? [])
  })
  const marks = can.notices === true ? [] : demands.marks.map(mark => `the mark ${mark}`)
  const tls = demands.tls === true && can.tls !== true ? ['TLS to the upstream'] : []
  const { speed = 1 } = demands
  const pace = can.ownPace === true && speed !== 1 ? [`a speed of ${speed}`] : []
  const lengths = limits.flatMap(limit => [...fraction(limit, demands, can), ...tooShort(limit, demands, can)])
  return [...unsaid, ...marks, ...tls, ...pace, ...(can.lacks?.(demands) ?? []), ...lengths]
}

function fraction(name: keyof Limits, { limits }: GatewayDemands, { limitsInSteps = 1 }: Sayable): string[] {
  const limit = limits[name] ?? 0
  const step = typeof limitsInSteps === 'number' ? limitsInSteps : (limitsInSteps[name] ?? 1)
  return limit % step === 0 ? [] : [`a ${name} limit of ${limit} ms, since it counts in ${step} ms`]
}

function tooShort(name: keyof Limits, { limits }: GatewayDemands, { shortest }: Sayable): string[] {
  const [limit, least] = [limits[name], shortest?.[name]]
  if (limit === undefined || least === undefined || limit >= least) return []
  return [`a ${name} limit of ${limit} ms, since its shortest is ${least} ms`]
}
