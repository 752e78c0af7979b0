import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** Sends requests over kept connections, one at a time on each, as fast as they are answered. */

const CONNECTIONS = 50

const REQUEST = Buffer.from(
  [
    'GET /api/items/42?fields=id,title HTTP/1.1',
    'Host: www.example.com',
    'User-Agent: Mozilla/5.0 (X11; Linux x86_64) bench',
    'Accept: application/json',
    'Accept-Language: en-GB,en;q=0.7',
    'Accept-Encoding: gzip, deflate, br',
    'Cookie: session=0123456789abcdef',
    'Connection: keep-alive',
    '',
    ''
  ].join('\r\n')
)

interface Order {
  readonly port: number
  readonly requests: number
}

process.on('message', async ({ port, requests }: Order) => {
  const began = performance.now()
  const share = Math.ceil(requests / CONNECTIONS)
  await Promise.all(Array.from({ length: CONNECTIONS }, () => converse(port, share)))
  process.send?.({ requests: share * CONNECTIONS, seconds: (performance.now() - began) / 1000 })
})

async function converse(port: number, requests: number): Promise<void> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  await once(socket, 'connect')
  await allAnswered(socket, requests)
  socket.destroy()
}

/** Every answer is as long as the first, but for Date and Age, whose length does not change either. */
function allAnswered(socket: Socket, requests: number): Promise<void> {
  let answered = 0
  let length = 0
  let rest = 0
  return new Promise((resolve, reject) => {
    socket.once('close', () => reject(new Error('the gateway ended a connection')))
    socket.on('data', chunk => {
      length ||= lengthOfAnswer(chunk)
      rest += chunk.length
      if (rest < length) return
      rest -= length
      if (++answered === requests) resolve()
      else socket.write(REQUEST)
    })
    socket.write(REQUEST)
  })
}

function lengthOfAnswer(chunk: Buffer): number {
  const text = chunk.toString('latin1')
  const end = text.indexOf('\r\n\r\n')
  const length = /\r\ncontent-length: (\d+)\r\n/i.exec(text)?.[1]
  if (!text.startsWith('HTTP/1.1 200 ') || end === -1 || length === undefined) throw new Error(`no answer: ${text}`)
  return end + 4 + Number(length)
}
