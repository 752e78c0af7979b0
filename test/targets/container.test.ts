import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { engineFor, imageIn, inContainer, outputInContainer } from '../../src/targets/container.js'
import { resolveTarget } from '../../src/targets/index.js'

t.test('image: names an image, everything else a path', async t => {
  t.equal(imageIn('image:nginx:1.27'), 'nginx:1.27')
  t.equal(imageIn('/opt/nginx/sbin/nginx'), undefined)
  t.equal(imageIn(undefined), undefined)
})

t.test(
  'a program in a container shares network and folder with us, belongs to us, and is gone with its command',
  async t => {
    const { program, args } = inContainer({ engine: '/bin/docker', image: 'nginx:1.27' }, 'nginx', '/tmp/x', { A: 'b' })
    const line = args(['-p', '/tmp/x']).join(' ')
    t.equal(program, '/bin/docker')
    t.match(line, /^run --rm --init --name gatecrash-[0-9a-f]{12} --network host --user \d+:\d+ /)
    t.match(line, ' --volume /tmp/x:/tmp/x --workdir /tmp/x --env A=b --entrypoint nginx nginx:1.27 -p /tmp/x')
  }
)

t.test('two of them never have one name', async t => {
  const name = () => inContainer({ engine: 'docker', image: 'x' }, 'nginx', '/').args([])[4]
  t.not(name(), name())
})

t.test('without an engine, or with one that has no such image, it is missing, and how to get it is told', async t => {
  const folder = t.testdir()
  t.intercept(process, 'env', { value: { ...process.env, PATH: folder } })
  const engine = join(folder, 'docker')
  await writeFile(
    engine,
    '#!/bin/sh\necho "docker: no such image nginx:0" >&2\necho "See docker run --help" >&2\nexit 125\n'
  )
  await chmod(engine, 0o755)
  t.equal((await engineFor('nginx:0')).engine, engine)
  await t.rejects(outputInContainer({ engine, image: 'nginx:0' }, 'nginx', ['-v']), /no such image/)
  t.match(await resolveTarget('nginx=image:nginx:0').find(), {
    here: false,
    why: 'image nginx:0: docker: no such image nginx:0',
    install: 'docker pull nginx:0'
  })
})
