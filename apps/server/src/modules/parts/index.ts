// Parts: what they are called, their units and prices.
export { enterPart, partsById } from './parts.ts'
export { partRoutes } from './routes.ts'
