import t from 'tap'
import { readFastifyLog } from '../../src/targets/node/fastify-log.js'
import { keepsTheContract } from './contract.js'

keepsTheContract('fastify-http-proxy', {
  failures: [
    ['/close', '500 whole', 'head', 'connection_terminated'],
    ['/reset', '500 whole', 'head', 'connection_terminated'],
    ['/hang', '504 whole', 'head', 'connection_read_timeout'],
    ['/stalled-head', '504 whole', 'head', 'connection_read_timeout'],
    ['/cut', '200 cut', 'body', 'http_response_incomplete'],
    ['/stalled-body', '200 cut', 'body', 'connection_read_timeout']
  ],
  refused: 500,
  unsaid: ['write', 'head', 'total'],
  install: 'npm install @fastify/http-proxy fastify'
})

t.test('the lines on a request are joined by its number', async t => {
  const lines = [
    '{"level":30,"reqId":"req-1","req":{"method":"GET","url":"/a?b","host":"x"},"msg":"incoming request"}',
    '{"level":30,"reqId":"req-2","req":{"method":"POST","url":"/c","host":"x"},"msg":"incoming request"}',
    '{"level":40,"reqId":"req-1","err":{"type":"Error","message":"connect ECONNREFUSED 127.0.0.1:9","code":"ECONNREFUSED"},"msg":"response errored"}',
    '{"level":30,"reqId":"req-2","res":{"statusCode":201},"responseTime":3.6,"msg":"request completed"}',
    '{"level":30,"reqId":"req-1","res":{"statusCode":500},"responseTime":2.2,"msg":"request completed"}'
  ]
  t.match(readFastifyLog(lines), [
    { level: 'info', method: 'POST', path: '/c', status: 201, phase: 'done', timings: { end: 4 } },
    { level: 'error', method: 'GET', path: '/a?b', status: 500, phase: 'connect', error: 'connection_refused' }
  ])
})
