// The library as its readme shows it, and with the console as its log, in a process of its own: options.json, host, port.
import { readFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { createRequire } from 'node:module'

interface Application {
  use(middleware: unknown): void
  listen(port: number, host: string | undefined, done: (error?: Error) => void): Server
}

// They are not among the packages of Gatecrash: whoever wants to see them installs them.
const require = createRequire(import.meta.url)
const express = require('express') as () => Application
const { createProxyMiddleware } = require('http-proxy-middleware') as {
  createProxyMiddleware(options: object): unknown
}

const [file = '', host, port] = process.argv.slice(2)
const options = JSON.parse(readFileSync(file, 'utf8')) as object
const app = express()
app.use(createProxyMiddleware({ ...options, logger: console }))
app.listen(Number(port), host, error => {
  if (error === undefined) return console.log('listening')
  console.error(error)
  process.exitCode = 1
})
