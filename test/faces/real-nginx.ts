import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type IncomingMessage, request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'

/** A real nginx in front of faces; it is asked at a unix socket, so that it needs no port. */
export interface RealNginx extends AsyncDisposable {
  /** Asks once: the status, whether the body came to its end, the body. */
  ask(path: string, body?: string): Promise<string>
  /** Asks, and leaves it to the test how the answer is read. */
  answer(path: string, body?: string): Promise<IncomingMessage>
}

/** Starts nginx with these locations, and what else its http block has. */
export async function realNginx(locations: string, beside = ''): Promise<RealNginx> {
  const folder = await mkdtemp(join(tmpdir(), 'gatecrash-faces-'))
  const socketPath = join(folder, 'front.sock')
  await mkdir(join(folder, 'temporary'))
  await writeFile(join(folder, 'nginx.conf'), configuration(socketPath, locations, beside))
  const args = ['-p', folder, '-c', 'nginx.conf', '-e', 'error.log', '-g', 'daemon off;']
  const nginx = spawn('nginx', args, { stdio: 'inherit', env: { PATH: `${process.env.PATH}:/usr/sbin` } })
  while (nginx.exitCode === null && !(await listens(socketPath))) await setImmediate()
  const answer = (path: string, body?: string) => asked(socketPath, path, body)
  return {
    answer,
    ask: (path, body) => answer(path, body).then(told, () => 'no answer'),
    async [Symbol.asyncDispose]() {
      nginx.kill('SIGTERM')
      if (nginx.exitCode === null) await once(nginx, 'exit')
      await rm(folder, { recursive: true })
    }
  }
}

/** A socket is there a moment before somebody listens. */
async function listens(path: string): Promise<boolean> {
  const socket = connect({ path })
  const isUp = await once(socket, 'connect').then(
    () => true,
    () => false
  )
  socket.destroy()
  return isUp
}

function configuration(socketPath: string, locations: string, beside: string): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'scgi', 'uwsgi'].map(each => `${each}_temp_path temporary;`)
  return `worker_processes 1; pid nginx.pid; ${process.getuid?.() === 0 ? 'user root;' : ''}
events {}
http {
  access_log off;
  ${temporary.join('\n  ')}
  ${beside}
  server {
    listen unix:${socketPath};
${locations}
  }
}
`
}

async function asked(socketPath: string, path: string, body?: string): Promise<IncomingMessage> {
  const method = body === undefined ? 'GET' : 'POST'
  const headers = { Host: 'shop.example.com', 'X-Colour': 'blue' }
  const outgoing = request({ socketPath, path, method, headers, agent: false })
  outgoing.end(body)
  const [message] = (await once(outgoing, 'response')) as [IncomingMessage]
  return message
}

async function told(message: IncomingMessage): Promise<string> {
  let body = ''
  message.on('data', chunk => {
    body += chunk
  })
  await new Promise<void>(resolve => message.once('close', resolve).once('error', () => undefined))
  const ownPage = body.includes('<center>nginx')
  return `${message.statusCode} ${message.complete ? 'whole' : 'cut'} ${ownPage ? 'by nginx' : body}`.trim()
}
