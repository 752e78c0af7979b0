import t from 'tap'
import { resolveTarget, TARGETS, targetNamed } from '../../src/targets/index.js'

t.test('targets are found by their names', async t => {
  for (const target of TARGETS) t.equal(targetNamed(target.name), target)
  t.equal(TARGETS[0]?.name, 'reference', 'our own comes first')
})

t.test('an unknown name suggests the nearest', async t => {
  t.throws(() => targetNamed('ngnix'), {
    code: 'usage',
    message: 'there is no target ngnix',
    next: 'Did you mean nginx?'
  })
  t.throws(() => targetNamed('nothing'), { code: 'usage', next: /^The targets are: reference, nginx, / })
})

t.test('a target that is a program can be given a place', async t => {
  t.equal(resolveTarget('nginx').name, 'nginx')
  t.equal(resolveTarget('nginx=/opt/a=b/nginx').name, 'nginx')
  t.throws(() => resolveTarget('nginx='), { code: 'usage', next: '--target nginx=/path/to/nginx' })
  t.throws(() => resolveTarget('reference=/x'), { code: 'usage', next: '--target reference' })
  t.throws(() => resolveTarget('ngnix=/x'), { code: 'usage', next: 'Did you mean nginx?' })
})
