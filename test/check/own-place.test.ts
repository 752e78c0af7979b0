import t from 'tap'
import { ownPlaces } from '../../src/check/own-place.js'

function shown(...paths: readonly string[]): string[] {
  return ownPlaces({ files: paths.map(path => ({ path, text: '' })) }).map(({ from, at }) => `${from} at ${at}`)
}

const skip = process.platform === 'linux' ? false : 'the sandbox is one of Linux'

t.test(
  'what was given in a folder that is empty in the sandbox is shown there, and nothing beside it',
  { skip },
  async t => {
    t.same(shown('/tmp/try/haproxy.cfg', '/tmp/try/hosts.map'), ['/tmp/try at /tmp/try'])
    t.same(shown('/tmp/haproxy.cfg'), ['/tmp/haproxy.cfg at /tmp/haproxy.cfg'])
    t.same(shown('/home/me/haproxy.cfg', '/etc/haproxy/haproxy.cfg'), [])
  }
)
