import type { AddressInfo } from 'node:net'
import httpProxy from '@fastify/http-proxy'
import Fastify, { LogController } from 'fastify'
import { destination, pino } from 'pino'
import { tellCpu } from './cpu.js'

/** @fastify/http-proxy as it comes, with one line of pino for each request. */

class OneLine extends LogController {
  override incomingRequest(): void {}
}

const app = Fastify({ loggerInstance: pino(destination('/dev/null')), logController: new OneLine() })
await app.register(httpProxy, { upstream: process.argv[2] as string, disableRequestLogging: true })
await app.listen({ port: 0, host: '127.0.0.1' })
tellCpu((app.server.address() as AddressInfo).port)
