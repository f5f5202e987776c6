// Contractors: which firms work for the company, until when, and who of them.
export { enterContractor } from './commands.ts'
export { contractorRoutes } from './routes.ts'
export { contractorsOf } from './works-for.ts'
