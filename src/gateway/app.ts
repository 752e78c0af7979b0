import { METHODS } from 'node:http'
import type { Socket } from 'node:net'
import Fastify, { type FastifyInstance, LogController } from 'fastify'
import { type DestinationStream, type Logger, pino } from 'pino'
import { BrokenRequests } from './client-errors.js'
import { withDefaults } from './defaults.js'
import { type ForwardingOptions, type Gateway, openGateway } from './gateway.js'
import { mount } from './mount.js'
import { withNoticesIn } from './notices.js'

/** What clients are granted; times in milliseconds. */
export interface ClientLimits {
  /** The size in bytes of a request's line and fields together; more is answered with 431. */
  readonly headSize: number
  /** How long the line and the fields of a request may take; then comes a 408. */
  readonly headTime: number
  /** How long a whole request may take, its body included, from its head on, 0 for ever; then comes a 408. */
  readonly requestTime: number
  /** How long a connection may wait for its next request. */
  readonly keepalive: number
}

/** The limits for clients that hold where none are given. */
export const DEFAULT_LIMITS: ClientLimits = {
  headSize: 16_384,
  headTime: 60_000,
  requestTime: 300_000,
  keepalive: 72_000
}

/** How a gateway of its own forwards, what it grants its clients, and where it logs. */
export interface GatewayOptions extends ForwardingOptions {
  /** A pino, or what pino writes its lines to: one for each request, as GatewayLogLine describes it. Standard output when left out. */
  readonly logger?: Logger | DestinationStream
  readonly limits?: Partial<ClientLimits>
}

/** A fastify app that forwards every request, whatever its path and method, to one upstream. It does not listen yet. */
export function createGateway(options: GatewayOptions): FastifyInstance {
  const logger = loggerOf(options.logger)
  const limits = withDefaults(DEFAULT_LIMITS, options.limits)
  const gateway = openGateway({
    ...withNoticesIn(logger, options),
    requestTime: options.requestTime ?? limits.requestTime
  })
  const app = createApp(gateway, logger, limits)
  takeAllMethods(app)
  mount(app, gateway, request => request.originalUrl)
  return app
}

function loggerOf(given: GatewayOptions['logger']): Logger {
  if (given === undefined) return pino()
  // As its only argument, pino takes an object with nothing but write() for its options.
  return 'child' in given ? given : pino({}, given)
}

function createApp(gateway: Gateway, logger: Logger, limits: ClientLimits): FastifyInstance {
  const broken = new BrokenRequests(gateway, logger)
  const headTime = Math.min(limits.headTime, limits.requestTime || limits.headTime)
  const app = Fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    childLoggerFactory: parent => parent,
    // One route for all: the target goes on as it came, and no router has an opinion on it.
    rewriteUrl: () => '/',
    clientErrorHandler: (error, socket) => broken.refuse(error, socket as Socket),
    http: {
      maxHeaderSize: limits.headSize,
      // A body has a deadline of its own, which keeps its time.
      headersTimeout: headTime,
      requestTimeout: 0,
      connectionsCheckingInterval: 500,
      // Node's own refusal would bypass our answer and our log: ReceivedFields looks after it.
      requireHostHeader: false
    },
    keepAliveTimeout: limits.keepalive,
    forceCloseConnections: true,
    return503OnClosing: false
  }) as unknown as FastifyInstance
  // Node drops fields beyond the two thousandth without a word; the size is limit enough.
  app.server.maxHeadersCount = 0
  app.server.on('checkContinue', app.routing)
  app.server.on('checkExpectation', app.routing)
  app.server.on('connect', (request, socket) => broken.refuseTunnel(request, socket))
  return app
}

/** No method has a body in fastify's eyes: it would look at its type, and we pass on what we do not look at. */
function takeAllMethods(app: FastifyInstance): void {
  for (const method of METHODS) {
    if (method !== 'CONNECT') app.addHttpMethod(method, { hasBody: false, overrideExisting: true })
  }
}
