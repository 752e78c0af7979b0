import { Trouble } from '../core/errors.js'
import type { Witness } from '../core/events.js'
import type { Found, GatewayPlan, Missing, RunningGateway, Target } from '../core/target.js'
import { engineFor, imageIn, outputInContainer } from './container.js'
import { portFor } from './free-port.js'
import type { Product } from './product.js'
import { findProgram, missing, outputOf } from './program.js'
import { startProduct } from './start-product.js'
import { unsayable } from './words.js'

/** A product as a target: the program that the system has, or the one at a place that is named. */
export function productTarget(product: Product, place?: string): Target {
  const { name, clockGrain, clockLag = 0 } = product
  return {
    name,
    product: product.product,
    namesErrors: false,
    clockGrain,
    clockLag,
    cannotSay: demands => unsayable(demands, product),
    find: () => product.find?.(place) ?? findProduct(product, place),
    start: (found, plan, witness) => startOnFreePort(product, found, plan, witness)
  }
}

async function findProduct(
  { name, product, programs, version, install }: Product,
  place?: string
): Promise<Found | Missing> {
  const get = (why: string) => ({ ...missing(name, why), ...(install !== undefined && { install }) })
  const image = imageIn(place)
  if (image !== undefined) return findInImage({ name, product, programs, version }, image)
  const program = place ?? (await firstOf(programs))
  if (program === undefined) return get(`${programs[0]} is not installed`)
  const said = version.pattern.exec((await outputOf(program, version.args)) ?? '')?.[1]
  if (said === undefined) return get(`${program} is no ${product} that can be run`)
  return { here: true, version: said, program }
}

async function findInImage(
  { name, product, programs, version }: Pick<Product, 'name' | 'product' | 'programs' | 'version'>,
  image: string
): Promise<Found | Missing> {
  const program = programs[0] as string
  const get = (why: string) => ({ ...missing(name, why), install: `docker pull ${image}` })
  try {
    const said = version.pattern.exec(await outputInContainer(await engineFor(image), program, version.args))?.[1]
    return said === undefined ? get(`image ${image} has no ${product}`) : { here: true, version: said, program, image }
  } catch (error) {
    return get(`image ${image}: ${wordsOf(error as Error)}`)
  }
}

/** What an engine says, without how the command was and how it is used. */
function wordsOf({ message }: Error): string {
  const lines = message.split('\n').filter(line => line.trim() !== '' && !/^Command failed|--help/.test(line))
  return lines.at(-1) ?? message
}

async function firstOf(programs: readonly string[]): Promise<string | undefined> {
  for (const name of programs) {
    const program = await findProgram(name)
    if (program !== undefined) return program
  }
  return undefined
}

const TRIES = 3

/** A port that was free may be taken by the time the program comes to it: then another one is. */
async function startOnFreePort(
  product: Product,
  found: Found,
  plan: GatewayPlan,
  witness: Witness
): Promise<RunningGateway> {
  for (let tries = 1; tries <= TRIES; tries++) {
    const gateway = await startProduct(product, found, plan, await portFor(plan), witness)
    if (gateway !== 'port-busy') return gateway
  }
  throw new Trouble(
    'port-busy',
    `every port of ${plan.host} that was free was taken before ${product.product} came to it`
  )
}
