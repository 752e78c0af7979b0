import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { pino } from 'pino'
import { type GatewayLogLine, type GatewayOptions, type RunningGateway, startGateway } from '../../src/gateway/index.js'

const LIMIT = 8000

/** Where a test registers what must be stopped at its end. */
export interface Teardown {
  teardown(stop: () => unknown): void
}

/** A socket's side of a conversation: all that came in, as latin1 text. */
export class Wire {
  text = ''
  /** How the other side ended; settles when the socket is closed. */
  readonly ending: Promise<'fin' | 'rst'>
  #watch: (() => void) | undefined

  constructor(readonly socket: Socket) {
    let ending: 'fin' | 'rst' = 'fin'
    socket.on('data', chunk => {
      this.text += chunk.toString('latin1')
      this.#watch?.()
    })
    socket.on('error', () => {
      ending = 'rst'
    })
    socket.on('end', () => socket.end())
    this.ending = new Promise(resolve => {
      socket.once('close', () => {
        resolve(ending)
        this.#watch?.()
      })
    })
  }

  /** Sends text, byte for byte. */
  send(text: string): this {
    this.socket.write(text, 'latin1')
    return this
  }

  /** Waits until so much has come that the pattern matches; rejects when it cannot any more, or takes too long. */
  async until(pattern: RegExp): Promise<RegExpExecArray> {
    const limit = setTimeout(() => this.socket.destroy(), LIMIT)
    try {
      for (;;) {
        const match = pattern.exec(this.text)
        if (match !== null) return match
        if (this.socket.destroyed)
          throw new Error(`${pattern} never came, only ${JSON.stringify(this.text.slice(-500))}`)
        await new Promise<void>(resolve => {
          this.#watch = resolve
        })
      }
    } finally {
      clearTimeout(limit)
      this.#watch = undefined
    }
  }
}

/** An upstream on a raw socket. */
export interface RawUpstream {
  readonly port: number
  /** One for each connection that was accepted, in order. */
  readonly wires: readonly Wire[]
  /** The next connection that is accepted. */
  next(): Promise<Wire>
}

/** Starts an upstream that does on every connection what the test says. */
export async function rawUpstream(t: Teardown, play: (wire: Wire) => unknown): Promise<RawUpstream> {
  const wires: Wire[] = []
  const server = createServer({ allowHalfOpen: true }, socket => {
    const wire = new Wire(socket)
    wires.push(wire)
    server.emit('wire', wire)
    void play(wire)
  })
  await listening(server)
  t.teardown(() => {
    for (const { socket } of wires) socket.destroy()
    server.close()
  })
  const next = async () => ((await once(server, 'wire')) as [Wire])[0]
  return { port: (server.address() as AddressInfo).port, wires, next }
}

/** An upstream that answers every request, body read or not, with the same bytes. */
export function answering(t: Teardown, answer: string): Promise<RawUpstream> {
  return rawUpstream(t, wire => {
    let seen = 0
    wire.socket.on('data', () => {
      const heads = wire.text.split('\r\n\r\n').length - 1
      for (; seen < heads; seen++) wire.send(answer)
    })
  })
}

/** A gateway with its log in memory. */
export interface LoggedGateway extends RunningGateway {
  readonly lines: readonly LoggedLine[]
  /** The line at this place of the log, as soon as it is written. */
  line(at: number): Promise<LoggedLine>
}

export type LoggedLine = GatewayLogLine & { readonly level: number; readonly time: number; readonly msg: string }

/** Starts a gateway in front of the upstream on that port. */
export async function gatewayTo(
  t: Teardown,
  upstreamPort: number,
  options: Partial<GatewayOptions> = {}
): Promise<LoggedGateway> {
  const lines: LoggedLine[] = []
  let watch: (() => void) | undefined
  const write = (text: string) => {
    const line = JSON.parse(text)
    if (line.target === undefined) return
    lines.push(line)
    watch?.()
  }
  const running = await startGateway({
    upstream: `http://127.0.0.1:${upstreamPort}`,
    name: 'edge-1',
    logger: pino({ base: null }, { write }),
    port: 0,
    ...options
  })
  t.teardown(() => running.close())
  const line = async (at: number): Promise<LoggedLine> => {
    for (;;) {
      const found = lines[at]
      if (found !== undefined) return found
      await new Promise<void>((resolve, reject) => {
        const limit = setTimeout(() => reject(new Error(`the log has no line ${at}`)), LIMIT)
        watch = () => {
          clearTimeout(limit)
          resolve()
        }
      })
    }
  }
  return { ...running, lines, line }
}

/** Opens a connection to a port of this machine. */
export async function dial(t: Teardown, port: number): Promise<Wire> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
  t.teardown(() => socket.destroy())
  const wire = new Wire(socket)
  await once(socket, 'connect')
  return wire
}

/** Sends bytes on a connection of their own, and waits until the other side ends it. */
export async function ask(
  t: Teardown,
  port: number,
  request: string
): Promise<{ text: string; ending: 'fin' | 'rst' }> {
  const wire = (await dial(t, port)).send(request)
  const limit = setTimeout(() => wire.socket.destroy(), LIMIT)
  const ending = await wire.ending
  clearTimeout(limit)
  return { text: wire.text, ending }
}

async function listening(server: Server): Promise<void> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
}
