import t from 'tap'
import { whyNoSandbox } from '../../src/sandbox/index.js'
import { noSandbox, ran } from './sandboxed.js'

if (process.platform !== 'linux') {
  t.test('without Linux there is none, and that is said', async t => {
    t.match(await whyNoSandbox(), { why: /namespaces/, next: /Linux/ })
  })
}

t.test('in a sandbox there is none, and what is in the way is told', { skip: noSandbox }, async t => {
  const module = new URL('../../src/sandbox/index.js', import.meta.url)
  const script = `import(${JSON.stringify(module)}).then(async all => console.log(JSON.stringify(await all.whyNoSandbox())))`
  const { output } = await ran({}, [process.execPath, '-e', script])
  t.match(JSON.parse(output), { why: /^cannot make a sandbox: \S/, next: /\S/ })
})
