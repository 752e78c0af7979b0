import { type AddressInfo, createServer, type Socket } from 'node:net'
import { parentPort } from 'node:worker_threads'

/** An upstream that is never done: silent, or with a byte now and then, in the head or in the body, as the request's target says. */

const EVERY = 25

const HEAD = 'HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n'

const server = createServer(socket => {
  socket.on('error', () => undefined)
  socket.once('data', request => answer(socket, request.toString('latin1').split(' ')[1]))
})

function answer(socket: Socket, target: string | undefined): void {
  if (target === '/silent') return
  socket.write(target === '/body' ? `${HEAD}\r\n` : `${HEAD}X-Drip: `)
  const timer = setInterval(() => socket.write('x'), EVERY)
  socket.once('close', () => clearInterval(timer))
}

server.listen({ port: 0, host: '127.0.0.1', backlog: 1024 }, () => {
  parentPort?.postMessage((server.address() as AddressInfo).port)
})
