import type { Listening, Place } from './listening.js'

/** The broadcast address of the loopback network: no connection can be made to it, and the kernel says so itself, at once. */
const NOWHERE = '127.255.255.255'

/** An address to which the kernel knows no way. */
export async function listenUnroutable({ port }: Place): Promise<Listening> {
  const nothing = () => Promise.resolve()
  return { host: NOWHERE, port: port === 0 ? 9 : port, stop: () => {}, release: nothing, close: nothing }
}
