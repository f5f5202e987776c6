// Work orders: one piece of field work each.
export { createOrders, type OrderSpec } from './create.ts'
export { orderSummaries, presentOrderSummary } from './present.ts'
export { type OrderRoutesDeps, orderRoutes } from './routes.ts'
export type { OrderRow } from './row.ts'
export type { RequestLink } from './steps.ts'
export { lockOrdersOfRequests, siblingsOf } from './store.ts'
export { followRequest } from './system-steps.ts'
export { visibleOrders } from './visible.ts'
