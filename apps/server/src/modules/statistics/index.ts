// Figures: what is counted of requests with the clock report from these counts, and how long records stand where.
export { countRequests } from './counting.ts'
export { clockReport } from './report.ts'
export { statisticsRoutes } from './routes.ts'
export { processVisits } from './visits.ts'
