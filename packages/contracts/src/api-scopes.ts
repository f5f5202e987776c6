import type { OperationName } from './endpoints.ts'

/** What an API key may be given; a closed list. None of them shows a name or a phone in clear. */
export const API_SCOPES = ['estate:read', 'requests:read', 'requests:report', 'orders:read', 'statistics:read'] as const
export type ApiScope = (typeof API_SCOPES)[number]

/** The operations that each scope opens; what stands in none of these lists is no key's. */
export const operationsOfScope: Record<ApiScope, readonly OperationName[]> = {
  'estate:read': ['listCommunities', 'listPlaces'],
  'requests:read': ['listRequests', 'countRequests', 'getRequest', 'listCategories', 'getProcess'],
  'requests:report': ['createRequest', 'listCategories'],
  'orders:read': ['listOrders', 'getOrder', 'getProcess'],
  'statistics:read': ['clockReport', 'processFigures'],
}

/** The scopes of which a key needs one for an operation; none: the operation is not for keys. */
export const scopesOf = (name: string): ApiScope[] =>
  API_SCOPES.filter((scope) => (operationsOfScope[scope] as readonly string[]).includes(name))

/** A key lives for a year at most; another one, or a rotation, goes on from there. */
export const API_KEY_DAYS = 365
/** After a rotation the secret before it may go on for a week at most. */
export const API_KEY_OVERLAP_HOURS = 168
