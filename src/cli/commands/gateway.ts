import { readFile } from 'node:fs/promises'
import { untilAborted } from '../../core/abort.js'
import { writeDuration } from '../../core/duration.js'
import { Trouble } from '../../core/errors.js'
import { DEFAULT_TIMEOUTS } from '../../gateway/default-timeouts.js'
import type { RunningGateway } from '../../gateway/index.js'
import { ABILITY_FLAGS, abilitiesOf } from '../ability-flags.js'
import { type Command, EXIT } from '../command.js'
import { type Options, parseFlags } from '../flags.js'
import { LIMIT_FLAGS, limitsOf, wholeFlag, wordFlag } from '../values.js'

const FLAGS = [
  {
    name: 'upstream',
    value: 'URL',
    many: true,
    says: 'What stands behind: http://host:port, https://host:port or unix:/path/to/socket. May be given several times.'
  },
  { name: 'host', value: 'ADDRESS', says: 'The address to listen on (127.0.0.1).' },
  wholeFlag('port', 'The port to listen on (8080); 0 takes a free one.', 0, 65_535),
  { name: 'name', value: 'NAME', says: 'How it calls itself in Proxy-Status and Via (gatecrash).' },
  ...LIMIT_FLAGS,
  ...ABILITY_FLAGS,
  wordFlag('proxy-status', 'How much it tells in Proxy-Status (terse).', ['off', 'terse', 'full']),
  { name: 'ca', value: 'FILE', says: 'Certificates to trust for an https upstream, instead of the usual ones.' },
  { name: 'server-name', value: 'NAME', says: 'The name that the certificate of an https upstream must be for.' }
] as const

/** What holds when a limit is not given, for the help. */
function defaultOf(option: string): string {
  const limit = option.replace(/-timeout$/, '')
  if (limit === option || !Object.hasOwn(DEFAULT_TIMEOUTS, limit)) return ''
  const milliseconds = DEFAULT_TIMEOUTS[limit as keyof typeof DEFAULT_TIMEOUTS]
  return milliseconds === 0 ? ' (no limit)' : ` (${writeDuration(milliseconds)})`
}

/** `gatecrash gateway`: the reference gateway alone, in front of anything. */
export const gateway: Command = {
  name: 'gateway',
  usage: '--upstream URL [options]',
  says: 'Runs the reference gateway alone; its first line says as JSON where it listens, then one line a request.',
  flags: FLAGS.map(flag => ({ ...flag, says: `${flag.says}${defaultOf(flag.name)}` })),
  examples: [
    ['gatecrash gateway --upstream http://127.0.0.1:9000 --read-timeout 2s', 'On port 8080.'],
    ['gatecrash gateway --upstream unix:/run/app.sock --port 0', 'On a free port.'],
    ['gatecrash gateway --upstream http://10.0.0.1:9000 --upstream http://10.0.0.2:9000 --retry 1', 'Two upstreams.'],
    ['gatecrash gateway --upstream https://app.internal:8443 --ca ca.pem', 'TLS to the upstream, verified.']
  ],
  async perform(typed, { terminal, interrupted }) {
    const { words, options } = parseFlags(typed, FLAGS, 'gateway')
    const [word] = words
    if (word !== undefined)
      throw new Trouble('usage', `gateway takes no word, found "${word}"`, 'Did you mean --upstream?')
    await using gateway = await start(options)
    const { url, port } = gateway
    const { host = '127.0.0.1', upstream: [only, ...others] = [] } = options
    const upstream = others.length === 0 ? only : [only, ...others]
    terminal.out.write(`${JSON.stringify({ msg: 'ready', url, host, port, upstream })}\n`)
    await untilAborted(interrupted)
    return EXIT.fine
  }
}

async function start(options: Options<typeof FLAGS>): Promise<RunningGateway> {
  const { upstream, host = '127.0.0.1', port = 8080, name, 'proxy-status': proxyStatus } = options
  if (upstream === undefined)
    throw new Trouble('usage', 'gateway needs --upstream URL', 'For example: --upstream http://127.0.0.1:9000')
  const { startGateway } = await import('../../gateway/index.js')
  return startGateway({
    upstream,
    host,
    port,
    ...(name !== undefined && { name }),
    ...(proxyStatus !== undefined && { proxyStatus }),
    timeouts: limitsOf(options),
    ...abilitiesOf(options),
    ...(options['request-timeout'] !== undefined && { requestTime: options['request-timeout'] }),
    tls: await trust(options)
  })
}

/** How the certificate of an https upstream is judged. */
async function trust(options: Options<typeof FLAGS>) {
  const { ca, 'server-name': servername } = options
  const read = async (file: string) => {
    try {
      return await readFile(file, 'utf8')
    } catch (error) {
      throw new Trouble('usage', `--ca: cannot read ${file}: ${(error as Error).message}`, undefined, { cause: error })
    }
  }
  return { ...(ca !== undefined && { ca: await read(ca) }), ...(servername !== undefined && { servername }) }
}
