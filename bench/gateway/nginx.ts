import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** Linux counts the CPU time of a process in hundredths of a second. */
const MICROSECONDS_PER_TICK = 10_000

/** Whether an nginx can be started here. */
export function nginxIsInstalled(): boolean {
  return process.platform === 'linux' && spawnSync('nginx', ['-v']).status === 0
}

/** A real nginx in front of the same upstream: one process, connections to the upstream kept, one line for each request. */
export class Nginx implements AsyncDisposable {
  private constructor(
    readonly port: number,
    private readonly child: ChildProcess,
    private readonly folder: string
  ) {}

  static async start(upstreamPort: number): Promise<Nginx> {
    const folder = await mkdtemp(join(tmpdir(), 'gatecrash-bench-'))
    const port = await freePort()
    const file = join(folder, 'nginx.conf')
    await writeFile(file, configuration(folder, port, upstreamPort))
    const child = spawn('nginx', ['-p', folder, '-c', file, '-e', join(folder, 'error.log')], { stdio: 'inherit' })
    const nginx = new Nginx(port, child, folder)
    await nginx.#answers()
    return nginx
  }

  /** CPU time so far, in microseconds. */
  async cpu(): Promise<number> {
    const stat = await readFile(`/proc/${this.child.pid}/stat`, 'utf8')
    const numbers = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return (Number(numbers[11]) + Number(numbers[12])) * MICROSECONDS_PER_TICK
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.child.exitCode === null) {
      this.child.kill('SIGKILL')
      await once(this.child, 'exit')
    }
    await rm(this.folder, { recursive: true, force: true })
  }

  /** nginx tells nobody when it is ready. */
  async #answers(): Promise<void> {
    for (let tries = 0; tries < 200; tries++) {
      const socket = connect(this.port, '127.0.0.1')
      const [outcome] = await Promise.race([once(socket, 'connect').then(() => ['open']), once(socket, 'error')])
      socket.destroy()
      if (outcome === 'open') return
      await pause(20)
    }
    throw new Error('nginx did not start to listen')
  }
}

function configuration(folder: string, port: number, upstreamPort: number): string {
  return `
daemon off; master_process off; worker_processes 1; pid ${folder}/pid; error_log ${folder}/error.log;
events { worker_connections 512; }
http {
  access_log ${folder}/access.log; keepalive_requests 10000000;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
  upstream behind { server 127.0.0.1:${upstreamPort}; keepalive 64; keepalive_requests 10000000; }
  server {
    listen 127.0.0.1:${port};
    location / { proxy_pass http://behind; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_set_header Host $host; }
  }
}
`
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}
