import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'

/** The cheapest upstream there is: answers every head that comes in on a kept connection with the same bytes. */

const BODY = JSON.stringify({ id: 42, title: 'A small answer', tags: ['plain', 'fast'] })
const ANSWER = Buffer.from(
  [
    'HTTP/1.1 200 OK',
    'Server: bench/1',
    'Date: Mon, 06 Jul 2026 10:00:00 GMT',
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${BODY.length}`,
    'Cache-Control: private, max-age=0',
    'X-Request-Id: 6f1c2b0e',
    '',
    BODY
  ].join('\r\n')
)

const server = createServer({ noDelay: true }, socket => {
  let rest = ''
  socket.on('error', () => socket.destroy())
  socket.on('data', chunk => {
    const heads = (rest + chunk.toString('latin1')).split('\r\n\r\n')
    rest = heads.pop() as string
    for (let count = heads.length; count > 0; count--) socket.write(ANSWER)
  })
})

server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }))
