// What processes did: how long records stood where, and what was missed.
export { processFiguresRoutes } from './routes.ts'
export { processVisits } from './visits.ts'
