export { playClient } from './client.js'
export type { Address } from './connection.js'
