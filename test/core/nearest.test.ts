import t from 'tap'
import { nearest } from '../../src/core/nearest.js'

const words = ['receive', 'respond', 'reset', 'hang', 'slow-db', 'connect-timeout']

t.test('a slip of a finger finds the word that was meant', async t => {
  t.equal(nearest('recieve', words), 'receive', 'two letters swapped')
  t.equal(nearest('respont', words), 'respond', 'one letter changed')
  t.equal(nearest('slow-bd', words), 'slow-db')
  t.equal(nearest('hng', words), 'hang', 'one letter dropped')
  t.equal(nearest('RESET', words), 'reset', 'case does not matter')
})

t.test('part of a name finds the name', async t => {
  t.equal(nearest('timeout', words), 'connect-timeout')
})

t.test('nothing near is nothing', async t => {
  t.equal(nearest('banana', words), undefined)
  t.equal(nearest('', words), undefined)
})
