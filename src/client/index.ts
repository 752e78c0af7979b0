export { Answer as AnswerReader } from './answer.js'
export { playClient } from './client.js'
export type { Address } from './connection.js'
export { members } from './head.js'
