// Import of history: a table from another system, checked, run in chunks, logged, undone.
export type { ImportDeps } from './deps.ts'
export { importRoutes } from './routes.ts'
export { createImportWorker, workImports } from './work.ts'
