import type { Socket } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import { rawGateway } from '../client/played.js'

const OK = 'HTTP/1.1 200 OK\r\n'

/** A request as the script got it. */
export interface Asked {
  readonly head: string
  readonly body: string
  /** The connection on which it came, counted from 0. */
  readonly connection: number
}

type Deed = (socket: Socket, asked: Asked) => void

/** What the script does when the last part of the path says so. */
const DEEDS: Readonly<Record<string, Deed>> = {
  ok: socket => socket.write(`${OK}X-From: script\r\nContent-Length: 2\r\n\r\nok`),
  echo: (socket, { body }) => socket.write(`HTTP/1.1 201 Made\r\nContent-Length: ${body.length}\r\n\r\n${body}`),
  none: socket => socket.write(`${OK}Content-Length: 0\r\n\r\n`),
  empty: socket => socket.write('HTTP/1.1 204 No Content\r\n\r\n'),
  early: socket => socket.write(`HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n${OK}Content-Length: 2\r\n\r\nok`),
  chunked: socket => socket.write(`${OK}Transfer-Encoding: chunked\r\n\r\n3\r\nchu\r\n4\r\nnked\r\n0\r\n\r\n`),
  endless: socket => socket.end(`${OK}\r\nup to the end`),
  own: socket => socket.write('HTTP/1.1 503 Mine\r\nRetry-After: 7\r\nContent-Length: 4\r\n\r\nbusy'),
  hang: () => undefined,
  close: socket => socket.end(),
  reset: socket => socket.resetAndDestroy(),
  garbage: socket => socket.end('no HTTP at all\r\n'),
  'bad-field': socket => socket.write(`${OK}Bad Field\r\nContent-Length: 2\r\n\r\nok`),
  'odd-status': socket => socket.write('HTTP/1.1 099 Odd\r\nContent-Length: 2\r\n\r\nok'),
  cut: socket => socket.end(`${OK}Content-Length: 9\r\n\r\nfour`),
  'cut-chunked': socket => socket.end(`${OK}Transfer-Encoding: chunked\r\n\r\n4\r\nfour\r\n`),
  'bad-chunk': socket => socket.end(`${OK}Transfer-Encoding: chunked\r\n\r\n4\r\nfour\r\nzz\r\n`),
  'reset-body': socket => {
    socket.write(`${OK}Content-Length: 9\r\n\r\nfour`)
    setTimeout(() => socket.resetAndDestroy(), 20)
  },
  large: socket => socket.write(`${OK}Content-Length: 1000000\r\n\r\n${'x'.repeat(1_000_000)}`)
}

/** Plays by the last part of the path that is asked for; with `pieces` an answer goes out piece by piece, as the test says. */
export async function playedScript() {
  const asked: Asked[] = []
  const left: string[] = []
  let pieces: Socket | undefined
  const server = await rawGateway((socket, connection) => {
    let bytes = ''
    socket.on('end', () => socket.end(() => left.push('fin'))).on('error', () => left.push('rst'))
    socket.on('close', () => {
      if (pieces === socket) pieces = undefined
    })
    socket.on('data', chunk => {
      bytes += chunk.toString('latin1')
      const request = wholeIn(bytes, connection)
      if (request === undefined) return
      bytes = ''
      asked.push(request)
      const deed = /^\S+ \S*?([^/ ?]*)(?:\?\S*)? HTTP/.exec(request.head)?.[1] ?? ''
      if (deed === 'pieces') pieces = socket
      else DEEDS[deed]?.(socket, request)
    })
  })
  return {
    ...server,
    asked,
    /** How gateways have left their connections. */
    left,
    /** Sends a piece to whoever has asked for some. */
    async send(piece: string): Promise<void> {
      while (pieces === undefined) await setImmediate()
      pieces.write(piece)
    }
  }
}

/** A request, as soon as it is whole. */
function wholeIn(bytes: string, connection: number): Asked | undefined {
  const [head = '', ...others] = bytes.split('\r\n\r\n')
  const body = others.join('\r\n\r\n')
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0)
  if (others.length === 0 || body.length < length) return undefined
  if (/\r\ntransfer-encoding: chunked/i.test(head) && !`\r\n${body}`.endsWith('\r\n0\r\n\r\n')) return undefined
  return { head, body, connection }
}
