import { createSocket, type Socket as DatagramSocket } from 'node:dgram'
import { once } from 'node:events'
import { type AddressInfo, createServer, isIPv4, isIPv6, type Server, type Socket } from 'node:net'
import packet, { type Answer, type Packet, type Question } from 'dns-packet'
import { Trouble } from '../core/errors.js'
import { hostAndPort } from '../core/host-and-port.js'
import type { Place } from './face.js'

/** Says the addresses of a name in lower case, without a dot at its end; undefined when there is no such name. It is asked each time. */
export type Answers = (name: string) => readonly string[] | undefined

/** A name server that is up. */
export interface NameServer extends AsyncDisposable {
  readonly host: string
  readonly port: number
  /** How often it was asked for a name, whatever for. */
  asked(name: string): number
  /** Everything that it was asked for, and how often. */
  readonly questions: ReadonlyMap<string, number>
}

/** How long what it says may be kept, in seconds. */
const TTL = 60
const NO_SUCH_NAME = 3
/** On port 0 another one may have the same port of the other protocol. */
const TRIES = 10

/** Answers for names, over UDP and TCP. */
export async function startNameServer(
  at: Place,
  answer: Answers,
  { ttl = TTL }: { readonly ttl?: number } = {}
): Promise<NameServer> {
  const questions = new Map<string, number>()
  const reply = (question: Packet): Packet => {
    for (const { name } of question.questions ?? []) questions.set(plain(name), (questions.get(plain(name)) ?? 0) + 1)
    return replyTo(question, answer, ttl)
  }
  const { datagrams, streams, sockets } = await listen(at, reply)
  return {
    host: at.host,
    port: datagrams.address().port,
    questions,
    asked: name => questions.get(plain(name)) ?? 0,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      await Promise.all([
        new Promise<void>(closed => datagrams.close(closed)),
        new Promise(done => streams.close(done))
      ])
    }
  }
}

function replyTo(asked: Packet, answer: Answers, ttl: number): Packet {
  const [question] = asked.questions ?? []
  const addresses = question === undefined ? undefined : answer(plain(question.name))
  const flags = packet.AUTHORITATIVE_ANSWER | packet.RECURSION_DESIRED | packet.RECURSION_AVAILABLE
  return {
    type: 'response',
    id: asked.id ?? 0,
    flags: flags | (addresses === undefined ? NO_SUCH_NAME : 0),
    questions: asked.questions ?? [],
    answers: question === undefined ? [] : recordsOf(question, addresses ?? [], ttl)
  }
}

/** The name stays as it was written in the question: some resolvers hide a secret in its case. */
function recordsOf({ name, type }: Question, addresses: readonly string[], ttl: number): Answer[] {
  if (type === 'A') return addresses.filter(isIPv4).map(data => ({ type, name, ttl, data }))
  if (type === 'AAAA') return addresses.filter(isIPv6).map(data => ({ type, name, ttl, data }))
  return []
}

type Reply = (question: Packet) => Packet

async function listen(at: Place, reply: Reply, tries = TRIES): ReturnType<typeof listenOnce> {
  try {
    return await listenOnce(at, reply)
  } catch (cause) {
    if (at.port === 0 && tries > 1) return listen(at, reply, tries - 1)
    const { code } = cause as NodeJS.ErrnoException
    const place = hostAndPort(at.host, at.port)
    throw new Trouble('start-failed', `no name server can listen at ${place}: ${code}`, undefined, { cause })
  }
}

async function listenOnce({ host, port }: Place, reply: Reply) {
  const sockets = new Set<Socket>()
  const streams = answerStreams(reply, sockets).listen({ host, port })
  await once(streams, 'listening')
  const datagrams = answerDatagrams(reply, isIPv6(host) ? 'udp6' : 'udp4')
  datagrams.bind({ address: host, port: (streams.address() as AddressInfo).port })
  try {
    await once(datagrams, 'listening')
  } catch (error) {
    streams.close()
    throw error
  }
  return { datagrams, streams, sockets }
}

function answerDatagrams(reply: Reply, type: 'udp4' | 'udp6'): DatagramSocket {
  const socket = createSocket(type)
  return socket.on('message', (bytes, { address, port }) => {
    const said = answered(() => packet.decode(bytes), reply, packet.encode)
    if (said !== undefined) socket.send(said, port, address, () => undefined)
  })
}

function answerStreams(reply: Reply, sockets: Set<Socket>): Server {
  return createServer(socket => {
    let bytes: Buffer = Buffer.alloc(0)
    sockets.add(socket)
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket))
    socket.on('data', chunk => {
      bytes = Buffer.concat([bytes, chunk])
      while (bytes.length >= 2 && bytes.length >= 2 + bytes.readUInt16BE(0)) {
        const said = answered(() => packet.streamDecode(bytes), reply, packet.streamEncode)
        bytes = bytes.subarray(2 + bytes.readUInt16BE(0))
        if (said !== undefined) socket.write(said)
      }
    })
  })
}

/** What is no question is not answered. */
function answered(read: () => Packet | null, reply: Reply, write: (answer: Packet) => Buffer): Buffer | undefined {
  try {
    const question = read()
    return question?.type === 'query' ? write(reply(question)) : undefined
  } catch {
    return undefined
  }
}

function plain(name: string): string {
  return name.toLowerCase().replace(/\.$/, '')
}
