// Service requests: taken, triaged, dispatched, done, rated, settled, archived.
export { type CreateDeps, createRequest } from './create.ts'
export { requestLink } from './link.ts'
export { describeRequests, ownersOf, requestersOf } from './notices.ts'
export { type RequestDeps, requestRoutes } from './routes.ts'
export { indexRequests } from './search.ts'
export { type Outcome, takeRequestSteps, type Wanted } from './steps.ts'
export { visibleRequests } from './visible.ts'
