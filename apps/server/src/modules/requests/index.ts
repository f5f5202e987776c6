// Service requests: taken, triaged, dispatched, done, rated, settled, archived.
export { requestLink } from './link.ts'
export { describeRequests, ownersOf, requestersOf } from './notices.ts'
export { type RequestDeps, requestRoutes } from './routes.ts'
export { indexRequests } from './search.ts'
export { visibleRequests } from './visible.ts'
