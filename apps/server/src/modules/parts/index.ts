// Parts: what they are called, their units and prices.
export { partsById } from './parts.ts'
export { partRoutes } from './routes.ts'
