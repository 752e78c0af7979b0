import { type AddressInfo, createServer } from 'node:net'
import { parentPort, workerData } from 'node:worker_threads'

// Listens, tells its port, and sleeps for ever before the first connection can be accepted.
const server = createServer()
server.listen({ host: workerData.host, port: workerData.port, backlog: 1 }, () => {
  parentPort?.postMessage((server.address() as AddressInfo).port)
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
})
