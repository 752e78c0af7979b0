import type { QueryName } from '../../core/queries.js'

/** How long a query over all rows takes, in a scenario's own seconds: 150 rows, 10 ms each. */
const ROWS = 150

/** A query of the catalogue, and how the table stands that it meets. */
interface CatalogueQuery {
  readonly sql: string
  /** It is asked in the schema whose orders have an index. */
  readonly indexed?: boolean
  /** It only reads, so that PostgreSQL can be asked for its plan. */
  readonly reads?: boolean
}

const FIND_ORDER = "SELECT id, total FROM orders WHERE normalised(email) = 'customer1@example.com'"

/** Every query that an upstream can make. */
export const QUERIES: Readonly<Record<QueryName, CatalogueQuery>> = {
  'orders without an index': { sql: FIND_ORDER, reads: true },
  'orders with an index': { sql: FIND_ORDER, reads: true, indexed: true },
  begin: { sql: 'BEGIN' },
  'sell article 1': { sql: sell(1) },
  'sell article 2': { sql: sell(2) },
  commit: { sql: 'COMMIT' },
  rollback: { sql: 'ROLLBACK' }
}

function sell(article: number): string {
  return `UPDATE articles SET stock = stock - 1 WHERE id = ${article}`
}

/** How many rows make the query take its time at a speed. Not the sleep is made shorter: below 10 ms it is not exact. */
export function rowsAt(speed: number): number {
  return Math.max(1, Math.round(ROWS / speed))
}

/**
 * Makes the table in a schema. The index is made, and the planner learns its numbers, while the function still costs nothing;
 * then it becomes what it stands for: some work for each row, which takes as long on every machine.
 */
export function tableIn(schema: string, rows: number, indexed: boolean): string {
  return `
    CREATE SCHEMA ${schema};
    SET search_path TO ${schema};
    CREATE TABLE orders (id integer PRIMARY KEY, email text NOT NULL, total numeric NOT NULL);
    INSERT INTO orders SELECT n, 'Customer' || n || '@Example.com', n * 1.5 FROM generate_series(1, ${rows}) AS n;
    CREATE FUNCTION normalised(email text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT
      AS $$ BEGIN RETURN lower(email); END $$;
    ${indexed ? 'CREATE INDEX orders_email ON orders (normalised(email));' : ''}
    ANALYZE orders;
    CREATE OR REPLACE FUNCTION normalised(email text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT COST 10000
      AS $$ BEGIN PERFORM pg_sleep(0.01); RETURN lower(email); END $$;
    CREATE TABLE articles (id integer PRIMARY KEY, stock integer NOT NULL);
    INSERT INTO articles VALUES (1, 100), (2, 100);`
}
