import type { Product } from '../finding.js'
import { access } from './access.js'
import { apacheError } from './apache-error.js'
import { awsAlb } from './aws-alb.js'
import { squid, varnish } from './caches.js'
import { cloudFront, googleCloud } from './clouds.js'
import { envoy } from './envoy.js'
import { gatecrash } from './gatecrash.js'
import { caddy, traefik } from './go-proxies.js'
import { h2o } from './h2o.js'
import { haproxy } from './haproxy.js'
import { heroku } from './heroku.js'
import { jsonAccess } from './json-access.js'
import { keyValue } from './key-value.js'
import { lighttpd } from './lighttpd.js'
import { nghttpx } from './nghttpx.js'
import { nginxError, nginxMessage } from './nginx-error.js'
import { trafficserver } from './trafficserver.js'

/** Every log format that is known, in the order in which they are tried: the particular before the general. */
export const PRODUCTS: readonly Product[] = [
  gatecrash,
  envoy,
  caddy,
  traefik,
  googleCloud,
  nginxError,
  apacheError,
  lighttpd,
  h2o,
  nghttpx,
  trafficserver,
  varnish,
  squid,
  awsAlb,
  cloudFront,
  heroku,
  haproxy,
  access,
  jsonAccess,
  nginxMessage,
  keyValue
]
