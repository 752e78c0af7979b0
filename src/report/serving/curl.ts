import type { RequestPlan } from '../../core/client-plan.js'
import { quotedForShell } from '../shell.js'

/** A body that is longer than this is made by another command. */
const TYPABLE = 200

/** The command that sends a request of the scenario to an address: `curl -v http://127.0.0.1:9000/orders/7`. */
export function curlFor(request: RequestPlan, address: string): string {
  const { method, path, version, fields, body } = request
  const words = ['curl', '-v', ...methodWords(method, body), ...(version === '1.0' ? ['--http1.0'] : [])]
  for (let at = 0; at < fields.length; at += 2) words.push('-H', `${fields[at]}: ${fields[at + 1]}`)
  const long = body !== null && body.length > TYPABLE
  if (body !== null) words.push('--data-binary', long ? '@-' : body)
  const command = [...words, `http://${address}${path}`].map(quotedForShell).join(' ')
  return long ? `head -c ${Buffer.byteLength(body)} /dev/zero | ${command}` : command
}

function methodWords(method: string, body: string | null): string[] {
  if (method === 'HEAD') return ['-I']
  const usual = body === null ? 'GET' : 'POST'
  return method === usual ? [] : ['-X', method]
}
