// Night and holiday duty: rosters, and who is on duty now.
export { dutyRoutes } from './routes.ts'
