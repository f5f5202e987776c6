import { API_SCOPES, type ApiScope } from '@sims/contracts'
import type { Permission } from './policy.ts'

/**
 * Which permissions a key's scope holds. What is not listed is no key's: names and phones in clear, rules, staff, rights
 * and whatever comes later.
 */
const permissionsOf: Record<ApiScope, readonly Permission[]> = {
  'estate:read': ['estate.read'],
  'requests:read': ['requests.read', 'process.read'],
  'requests:report': ['requests.report', 'process.read'],
  'orders:read': ['orders.read', 'process.read'],
  'statistics:read': ['statistics.read'],
}

/** The scopes that hold a permission. */
export const scopesWith = (permission: Permission): ApiScope[] =>
  API_SCOPES.filter((scope) => permissionsOf[scope].includes(permission))
