/** The queries that an upstream can make; what they are in SQL is the database's to know. */
export const QUERY_NAMES = ['orders without an index', 'orders with an index'] as const

export type QueryName = (typeof QUERY_NAMES)[number]
