export { locateBinaries } from './binaries.ts'
export { checkClock, checkServerVersion, type Queryable } from './checks.ts'
export { type EmbeddedOptions, type EmbeddedPostgres, type SuperuserConnection, startEmbedded } from './embedded.ts'
export { explainExternal } from './external.ts'
