// Everything of a database as rows, sealed: to move between major versions of PostgreSQL, or between servers.
export { exportAll } from './export.ts'
export { importAll } from './import.ts'
