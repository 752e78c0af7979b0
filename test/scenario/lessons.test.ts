import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import t from 'tap'
import { allScenarios } from '../../src/scenario/index.js'

const PROGRAMS = new Set([
  ...['awk', 'curl', 'dmesg', 'docker', 'exec', 'for', 'getent', 'git', 'grep', 'head', 'ip', 'journalctl', 'jstack'],
  ...['kill', 'kubectl', 'ls', 'nc', 'nginx', 'node', 'nstat', 'openssl', 'ping', 'printf', 'psql', 'py-spy', 'ss'],
  ...['systemctl', 'tcpdump', 'time', 'timeout', 'top', 'until']
])

/** Longer is not read at night. */
const READABLE = 500

const scenarios = await allScenarios()
const failing = scenarios.filter(({ id }) => id !== 'ok')
const ids = new Set(scenarios.map(({ id }) => id))

t.test('every check has a command to type, and what is to be typed is understood by bash', async t => {
  for (const { id, lesson } of scenarios) {
    t.not(commandsIn(lesson.check).length, 0, `${id} has one`)
    for (const command of Object.values(lesson).flatMap(commandsIn)) {
      const { status, stderr } = spawnSync('bash', ['-n', '-c', command], { encoding: 'utf8' })
      t.equal(status, 0, `${id}: ${command}`, { stderr })
    }
  }
})

t.test('what is to be typed over an access log finds something in one', async t => {
  const cwd = t.testdir()
  writeFileSync(`${cwd}/access.log`, ACCESS_LOG)
  const commands = failing.flatMap(({ lesson }) => commandsIn(lesson.check)).filter(each => / access\.log\b/.test(each))
  t.ok(commands.length > 5, 'there are such commands')
  for (const command of commands) {
    const { status, stdout, stderr } = spawnSync('bash', ['-c', command], { cwd, encoding: 'utf8' })
    t.same([status, stderr, stdout.trim() === ''], [0, '', false], command)
  }
})

t.test('no part of a lesson is long', async t => {
  for (const { id, lesson } of scenarios)
    for (const [part, text] of Object.entries(lesson))
      t.ok(text.length <= READABLE, `${id}: ${part}, ${text.length} characters`)
})

t.test('every lesson names the neighbour that it is mistaken for, and there is one of that name', async t => {
  for (const { id, lesson } of failing) {
    const text = Object.values(lesson).join(' ')
    const named = [...ids].filter(each => each !== id && new RegExp(`(?<![\\w-])${each}(?![\\w-])`).test(text))
    t.not(named.length, 0, `${id} names one`)
    for (const [, name = ''] of text.matchAll(/neighbours? (?:is|are) ([\w-]+)/g)) t.ok(ids.has(name), `${id}: ${name}`)
  }
})

t.test('the trap of a lesson tells of every trap that runs', async t => {
  for (const { id, lesson, remedies = {} } of failing) {
    const traps = Object.entries(remedies).filter(([, remedy]) => remedy.trap)
    t.not(traps.length, 0, `${id} has one`)
    for (const [name] of traps) t.ok(tells(lesson.trap, name), `${id}: ${name}`)
  }
})

t.test('a time that is said to be so "here" stands in the scenario', async t => {
  const times = failing.flatMap(({ id, lesson }) =>
    [
      ...Object.values(lesson)
        .join(' ')
        .matchAll(/\bhere (?:after )?([\d.]+ m?s)\b/g)
    ].map(([, time = '']) => ({ id, time }))
  )
  t.ok(times.length > 10, 'there are such times')
  for (const { id, time } of times) {
    const file = readFileSync(new URL(`../../../scenarios/${id}.yaml`, import.meta.url), 'utf8')
    const played = file.slice(0, file.indexOf('\nlesson:'))
    t.match(played, new RegExp(`: ${time.replace(' ', '')}\\b`), `${id}: ${time}`)
  }
})

/** A word of the name, or its beginning, is among the words of the trap: `raise-the-timeout` and "Raising it". */
function tells(trap: string, name: string): boolean {
  const said = trap.toLowerCase()
  const words = name.split('-').filter(word => !/^(a|at|by|for|in|it|of|on|the|to|with)$/.test(word))
  return words.some(word => said.includes(word.slice(0, 4)))
}

function commandsIn(text: string): string[] {
  const pieces = [...text.matchAll(/`([^`]+)`/g)].map(([, piece = '']) => piece)
  return pieces.filter(piece => piece.includes(' ') && PROGRAMS.has(piece.split(' ', 1)[0] ?? ''))
}

/** As nginx writes it, with the time of the request behind it. */
const ACCESS_LOG = [
  ['GET /reports/year', 200, 4096, '1.250'],
  ['GET /reports/1', 502, 157, '0.010'],
  ['GET /cart', 503, 197, '0.000'],
  ['GET /stock', 200, 512, '0.017 502, 200'],
  ['GET /report', 499, 0, '5.001'],
  ['GET /search', 429, 169, '0.000'],
  ['POST /orders', 504, 167, '60.000']
]
  .map(
    ([asked, status, bytes, time]) =>
      `10.0.0.9 - - [20/Nov/2026:22:02:47 +0000] "${asked} HTTP/1.1" ${status} ${bytes} "-" "curl/7.88.1" ${time}\n`
  )
  .join('')
