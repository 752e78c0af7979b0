import { Trouble } from '../core/errors.js'
import { nearest } from '../core/nearest.js'
import type { Target } from '../core/target.js'
import { apache } from './apache/index.js'
import { caddy } from './caddy.js'
import { envoy } from './envoy.js'
import { external } from './external.js'
import { h2o } from './h2o.js'
import { haproxy } from './haproxy.js'
import { lighttpd } from './lighttpd.js'
import { nghttpx } from './nghttpx.js'
import { nginx } from './nginx/index.js'
import { fastifyHttpProxy } from './node/fastify-http-proxy.js'
import { httpProxyMiddleware } from './node/http-proxy-middleware.js'
import type { Product } from './product.js'
import { productTarget } from './product-target.js'
import { reference } from './reference.js'
import { squid } from './squid.js'
import { traefik } from './traefik.js'
import { trafficserver } from './trafficserver.js'
import { varnish } from './varnish.js'

export { direct } from './direct.js'

/** Gateways that are programs, in the order in which they are listed. */
export const PRODUCTS: readonly Product[] = [
  nginx,
  haproxy,
  apache,
  caddy,
  varnish,
  trafficserver,
  squid,
  nghttpx,
  h2o,
  lighttpd,
  envoy,
  traefik,
  fastifyHttpProxy,
  httpProxyMiddleware
]

/** Every gateway that can be put under test, in the order in which they are listed. */
export const TARGETS: readonly Target[] = [reference, ...PRODUCTS.map(product => productTarget(product))]

/** The target of this name; an unknown one is a Trouble that suggests the nearest. */
export function targetNamed(name: string): Target {
  const target = TARGETS.find(each => each.name === name)
  if (target !== undefined) return target
  throw unknown(name)
}

/** The target that is meant by nginx, or by nginx=/a/place/of/its/own/nginx. */
export function resolveTarget(text: string): Target {
  const [name = '', ...rest] = text.split('=')
  if (name === 'external') return external(rest.join('='))
  if (rest.length === 0) return targetNamed(name)
  const place = rest.join('=')
  const { name: known } = targetNamed(name)
  const product = PRODUCTS.find(each => each.name === known)
  if (product === undefined)
    throw new Trouble('usage', `${name} is part of Gatecrash and has no place`, `--target ${name}`)
  if (place === '') throw new Trouble('usage', `${text} names no place`, `--target ${name}=/path/to/${name}`)
  return productTarget(product, place)
}

function unknown(name: string): Trouble {
  const near = nearest(
    name,
    TARGETS.map(target => target.name)
  )
  const known = `The targets are: ${TARGETS.map(target => target.name).join(', ')}.`
  return new Trouble('usage', `there is no target ${name}`, near === undefined ? known : `Did you mean ${near}?`)
}
