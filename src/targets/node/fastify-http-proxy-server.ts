// The bare library as its readme shows it, in a process of its own: options.json, host, port.
import { readFileSync } from 'node:fs'
import httpProxy, { type FastifyHttpProxyOptions } from '@fastify/http-proxy'
import Fastify from 'fastify'

const [file = '', host, port] = process.argv.slice(2)
const app = Fastify({ logger: true })
await app.register(httpProxy, JSON.parse(readFileSync(file, 'utf8')) as FastifyHttpProxyOptions)
await app.listen({ host, port: Number(port) })
