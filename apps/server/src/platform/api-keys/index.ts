// Keys by which other systems call: issued with scopes and an end, rotated, revoked; who calls with one.
export { CALLS_PER_MINUTE, createKeyAccess, type KeyAccess } from './access.ts'
export type { KeyDeps } from './commands.ts'
export { apiKeyRoutes } from './routes.ts'
