// Contractors: which firms work for the company, until when, and who of them.
export { contractorRoutes } from './routes.ts'
