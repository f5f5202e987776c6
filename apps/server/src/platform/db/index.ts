export { composed, type DatabaseConnection, Db, type Statement, statement, type Tx } from './db.ts'
export { migrate } from './migrate.ts'
export { jsonb, Params, unnested } from './params.ts'
export type { Row } from './schema.gen.ts'
