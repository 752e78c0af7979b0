import { destination, pino } from 'pino'
import { startGateway } from '../../src/gateway/index.js'
import { tellCpu } from './cpu.js'

/** The reference gateway as it comes, which writes one line of pino for each request. */

const logger = pino(destination('/dev/null'))
const gateway = await startGateway({ upstream: process.argv[2] as string, port: 0, logger })
tellCpu(gateway.port)
